//! Lists the folder `lints/`, so that a new lint file is built in by being there.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=lints");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("lints");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the package has a folder lints")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
        .collect();
    names.sort();
    let mut code = String::from(
        "/// Id and text of every built-in lint file.\npub const BUILTIN: &[(&str, &str)] = &[\n",
    );
    for name in names {
        let path = folder.join(format!("{name}.toml"));
        let path = path
            .to_str()
            .expect("cargo builds in folders with readable names");
        writeln!(code, "    ({name:?}, include_str!({path:?})),").expect("a string takes all");
    }
    code.push_str("];\n");
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("builtin.rs");
    fs::write(out, code).expect("cargo's own folder can be written");
}
