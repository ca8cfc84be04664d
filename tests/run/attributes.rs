//! What a file has besides its text, and keeps when it is fixed: owner, rights, attributes, names. Where it cannot, it is
//! left alone.
#![cfg(unix)]

use std::fs::{self, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;

use crate::desk::{Desk, ZERO_WIDTH};

fn fixed() -> String {
    ZERO_WIDTH.replace('\u{200B}', "")
}

#[test]
fn the_owner_and_all_rights_stay() {
    let desk = Desk::with(&[("a.md", ZERO_WIDTH)]);
    let path = desk.path("a.md");
    if let Err(error) = chown(&path, Some(1234), Some(2345)) {
        println!("skipped: only root may give a file to somebody else: {error}");
        return;
    }
    // With the right to run as the owner, which a change of the owner clears.
    fs::set_permissions(&path, Permissions::from_mode(0o4750)).unwrap();
    let ran = desk.run(&["--isolated", "--fix", "a.md"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(desk.text("a.md"), fixed());
    let now = fs::metadata(&path).unwrap();
    assert_eq!((now.uid(), now.gid()), (1234, 2345));
    assert_eq!(now.mode() & 0o7777, 0o4750);
}

#[test]
fn a_file_whose_owner_cannot_be_kept_is_refused() {
    const NOBODY: u32 = 65534;
    let desk = Desk::with(&[("a.md", ZERO_WIDTH)]);
    for (name, mode) in [(".", 0o777), ("a.md", 0o666)] {
        fs::set_permissions(desk.path(name), Permissions::from_mode(mode)).unwrap();
    }
    let mut command = desk.newslint(&["--isolated", "--fix", "a.md"]);
    let output = match command.uid(NOBODY).gid(NOBODY).output() {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            println!("skipped: only root may run a program as somebody else, in a folder of his");
            return;
        }
        output => output.unwrap(),
    };
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(
        err.contains("a.md: is not fixed") && err.contains("owner"),
        "{err}"
    );
    assert_eq!(desk.text("a.md"), ZERO_WIDTH);
    assert_eq!(
        fs::read_dir(desk.path(".")).unwrap().count(),
        1,
        "nothing is left beside it"
    );
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn extended_attributes_and_access_lists_stay() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};

    let desk = Desk::with(&[("a.md", ZERO_WIDTH), ("b.md", ZERO_WIDTH)]);
    // Version 2; owner, user 1234, group, mask, others: each its kind, its rights and whom it is about.
    let entries: [(u16, u16, u32); 5] = [
        (1, 6, !0),
        (2, 4, 1234),
        (4, 4, !0),
        (16, 4, !0),
        (32, 0, !0),
    ];
    let entries = entries.iter().flat_map(|(kind, rights, whom)| {
        [
            &kind.to_le_bytes()[..],
            &rights.to_le_bytes(),
            &whom.to_le_bytes(),
        ]
        .concat()
    });
    let list: Vec<u8> = 2_u32.to_le_bytes().into_iter().chain(entries).collect();
    for (file, name, value) in [
        ("a.md", "user.desk", &b"\0city\xFF"[..]),
        ("b.md", "system.posix_acl_access", &list),
    ] {
        if let Err(error) = setxattr(desk.path(file), name, value, XattrFlags::empty()) {
            println!("skipped: this file system keeps no {name}: {error}");
            continue;
        }
        let ran = desk.run(&["--isolated", "--fix", file]);
        assert_eq!(
            (ran.code, desk.text(file)),
            (Some(0), fixed()),
            "{}",
            ran.err
        );
        let mut now = [0; 256];
        let length = getxattr(desk.path(file), name, &mut now[..]).unwrap();
        assert_eq!(&now[..length], value, "{name}");
    }
}

#[test]
fn other_names_and_links() {
    let desk = Desk::with(&[
        ("in/true.md", ZERO_WIDTH),
        ("in/one.md", ZERO_WIDTH),
        ("out.md", ZERO_WIDTH),
    ]);
    fs::hard_link(desk.path("in/one.md"), desk.path("two.md")).unwrap();
    symlink("true.md", desk.path("in/link.md")).unwrap();
    symlink("../out.md", desk.path("in/leads-out.md")).unwrap();
    let ran = desk.run(&["--isolated", "--fix", "in"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    for (name, reason) in [
        ("in/one.md", "hard links"),
        ("in/leads-out.md", "leads out"),
    ] {
        let is_told = |line: &str| line.starts_with(name) && line.contains(reason);
        assert!(ran.err.lines().any(is_told), "{name}: {}", ran.err);
        assert_eq!(desk.text(name), ZERO_WIDTH, "{name}");
    }
    // Both are names of one article, and the link is still one.
    assert_eq!(desk.text("in/true.md"), fixed());
    assert_eq!(
        fs::read_link(desk.path("in/link.md")).unwrap().to_str(),
        Some("true.md")
    );
    // Where the link itself was named, whoever named it means what it leads to.
    let ran = desk.run(&["--isolated", "--fix", "in/leads-out.md"]);
    assert_eq!(
        (ran.code, desk.text("out.md")),
        (Some(0), fixed()),
        "{}",
        ran.err
    );
    assert!(
        fs::symlink_metadata(desk.path("in/leads-out.md"))
            .unwrap()
            .is_symlink()
    );
}
