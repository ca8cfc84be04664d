//! A few articles beside an archive: compared with it, and nothing is told of it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::desk::{Desk, LETTER, found, list};

const BACKGROUND: &str = "舊碼頭建於一九七二年，是區內最後一個木造碼頭，去年被列為三級歷史建築，維修工程預計明年完成。\n";
const NEWS: &str = "區議會下周開會討論巴士改道的安排，三條路線的總站將遷往新碼頭，居民可於會前以書面提交意見，亦可列席旁聽。\n";
const OTHER: &str = "渡輪公司昨天宣布增聘四十名船員，並把夜航班次延長至凌晨一時，首班船則提早半小時開出，票價維持不變。\n";
const THIRD: &str = "圖書館下月起延長開放時間，週末開到晚上九時，並新設兒童閱讀室，市民可在網上預約座位，名額每日二百個。\n";

fn article(parts: &[&str]) -> String {
    parts.join("\n")
}

fn value<'r>(report: &'r Value, name: &str) -> &'r Value {
    let [found] = &list(report)[..] else {
        panic!("{report:#}");
    };
    &found["values"][name]
}

#[test]
fn an_article_that_the_archive_has_is_told_where_it_is_linted() {
    let old = article(&[OTHER, BACKGROUND]);
    let desk = Desk::with(&[
        ("archive/2019/z.md", &article(&[&old, LETTER])),
        ("archive/2019/y.md", LETTER),
        ("a.md", &article(&[&old, LETTER])),
        ("b.md", NEWS),
    ]);
    let select = ["--select", "duplication"];
    assert!(desk.findings(&[&select[..], &["a.md"]].concat()).is_empty());
    let against = [&select[..], &["--against", "archive", "b.md", "a.md"]].concat();
    let report = desk.report(&against);
    let original = json!("archive/2019/z.md");
    assert_eq!(value(&report, "original"), &original);
    let [found] = &list(&report)[..] else {
        panic!("{report:#}");
    };
    assert_eq!(found["path"], json!("a.md"), "though it comes first");
    assert_eq!(found["related"][0]["path"], original);
    assert_eq!(report["summary"]["articles"], 2);
    assert_eq!(report["summary"]["files"], 2);
    assert_eq!(report["files"].as_array().unwrap().len(), 2);
    for jobs in ["--jobs=1", "--jobs=2", "--batch=1"] {
        let again = [&against[..], &[jobs]].concat();
        assert_eq!(desk.report(&again), report, "{jobs}");
    }
    assert_eq!(desk.run(&["--against", "archive", "a.md"]).code, Some(1));
    let told = |lang| {
        let concise = ["--format", "concise", "--lang", lang];
        desk.run(&[&["check"], &against[..], &concise].concat()).out
    };
    let english = "the article repeats archive/2019/z.md word for word";
    assert!(told("en").contains(english), "{}", told("en"));
    let chinese = "本文與 archive/2019/z.md 一字不差";
    assert!(told("zh-Hant").contains(chinese), "{}", told("zh-Hant"));
}

#[test]
fn an_article_that_holds_one_of_the_archive_is_told() {
    let desk = Desk::with(&[
        ("archive/a.md", &article(&[OTHER, BACKGROUND])),
        ("new.md", &article(&[OTHER, BACKGROUND, NEWS, THIRD])),
    ]);
    let against = ["--against", "archive", "new.md"];
    let report = desk.report(&against);
    assert_eq!(list(&report)[0]["key"], "around");
    assert_eq!(value(&report, "original"), "archive/a.md");
    let concise = ["check", "--format=concise", "--lang=zh-Hans"];
    let told = desk.run(&[&concise[..], &against].concat()).out;
    assert!(told.contains("本文收有 archive/a.md 的全部内容"), "{told}");
    // Together, the shorter one can be spared.
    assert_eq!(
        desk.findings(&["."]),
        [found("archive/a.md", "duplicate-article", "error")]
    );
}

#[test]
fn a_paragraph_that_the_archive_has_is_told() {
    let desk = Desk::with(&[
        ("archive/old.md", &article(&[OTHER, BACKGROUND])),
        ("new.md", &article(&[NEWS, BACKGROUND])),
        ("new2.md", &article(&[THIRD, BACKGROUND])),
    ]);
    let report = desk.report(&["--against", "archive", "new.md"]);
    assert_eq!(value(&report, "original"), "archive/old.md");
    let both = desk.report(&["--against", "archive", "new.md", "new2.md"]);
    let places = |report: &Value| -> Vec<(Value, Value)> {
        let pair = |found: &Value| (found["path"].clone(), found["values"]["original"].clone());
        list(report).iter().map(pair).collect()
    };
    let pair = |path: &str| (json!(path), json!("archive/old.md"));
    assert_eq!(places(&both), [pair("new.md"), pair("new2.md")]);
    let swapped = desk.report(&["new2.md", "new.md", "--against", "archive"]);
    assert_eq!(swapped, both);
    // What many articles have is one finding, and it stands where somebody can mend it.
    for (at, name) in ["甲", "乙", "丙", "丁"].iter().enumerate() {
        let text = format!("{name}城的{}街昨天通車。", name.repeat(20));
        desk.write(
            &format!("archive/{at}.md"),
            article(&[&text, "", BACKGROUND]),
        );
    }
    let many = desk.report(&["--against", "archive", "new.md", "new2.md"]);
    assert_eq!(value(&many, "articles"), "7");
    let [found] = &list(&many)[..] else {
        panic!("{many:#}");
    };
    assert_eq!(found["path"], "new.md");
    let related = found["related"].as_array().unwrap();
    let paths: Vec<&Value> = related.iter().map(|other| &other["path"]).collect();
    assert_eq!(paths, ["archive/0.md", "new2.md"]);
}

/// Copies in the archive say nothing of each other, and count once.
#[test]
fn the_archive_is_not_compared_with_itself() {
    let copy = article(&[OTHER, BACKGROUND]);
    let desk = Desk::with(&[("new.md", &article(&[NEWS, BACKGROUND]))]);
    for name in ["1", "2", "3", "4", "5", "6"] {
        desk.write(&format!("archive/{name}.md"), &copy);
    }
    let report = desk.report(&["--against", "archive", "new.md"]);
    let [found] = &list(&report)[..] else {
        panic!("{report:#}");
    };
    assert_eq!(
        (&found["key"], &found["path"]),
        (&json!("shared"), &json!("new.md"))
    );
    desk.write("new.md", THIRD);
    assert!(
        desk.findings(&["--against", "archive", "new.md"])
            .is_empty()
    );
}

#[test]
fn a_file_is_not_compared_with_itself() {
    let text = article(&[OTHER, BACKGROUND]);
    let desk = Desk::with(&[("news/a.md", &text), ("news/b.md", NEWS)]);
    for arguments in [
        &["--against", "news", "news/a.md"][..],
        &["--against", "news", "./news/../news/a.md"],
        &["--against", "news", "--against", ".", "news"],
        &["--against", "news/a.md", "news/a.md"],
    ] {
        let report = desk.report(arguments);
        assert!(list(&report).is_empty(), "{arguments:?}: {report:#}");
        assert_eq!(report["errors"], json!([]), "{arguments:?}");
    }
    // What an editor is about to save is not the copy of what it has saved.
    let arguments = ["--stdin-filename", "news/a.md", "--against", "news", "-"];
    let saved = desk.run_on(&text, &arguments);
    assert_eq!((saved.code, &*saved.err), (Some(0), ""), "{}", saved.out);
    let arguments = ["--stdin-filename", "news/c.md", "--against", "news", "-"];
    assert_eq!(desk.run_on(&text, &arguments).code, Some(1));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_of_the_archive_is_that_file() {
    let desk = Desk::with(&[("news/a.md", &article(&[OTHER, BACKGROUND]))]);
    std::os::unix::fs::symlink(desk.path("news/a.md"), desk.path("link.md")).unwrap();
    assert!(desk.findings(&["--against", "news", "link.md"]).is_empty());
}

#[test]
fn what_is_excluded_is_excluded_from_the_archive_too() {
    let text = article(&[OTHER, BACKGROUND]);
    let desk = Desk::with(&[("new.md", &text), ("archive/wire/a.md", &text)]);
    let against = ["--against", "archive", "new.md"];
    assert_eq!(desk.findings(&against).len(), 1);
    let excluded = ["--exclude", "archive/wire/**"];
    assert!(
        desk.findings(&[&excluded[..], &against].concat())
            .is_empty()
    );
    desk.write("lint.toml", "[files]\nexclude = [\"archive/wire/**\"]\n");
    assert!(desk.findings(&against).is_empty());
    // Where no lint compares them, the articles there take no part.
    desk.write(
        "lint.toml",
        "[[override]]\nfiles = [\"archive/**\"]\nlints = { duplication = \"off\", boilerplate = \"off\", name-variant = \"off\" }\n",
    );
    assert_eq!(desk.run(&against).code, Some(0));
}

#[test]
fn records_are_an_archive_too() {
    let record = |text: &str| format!("{}\n", json!({ "text": text }));
    let old = article(&[OTHER, BACKGROUND]);
    let archive = record(NEWS) + "{ broken\n" + &record(&old);
    let desk = Desk::with(&[("new.md", &old), ("archive.jsonl", &archive)]);
    let report = desk.report(&["--against", "archive.jsonl", "new.md"]);
    assert_eq!(value(&report, "original"), "archive.jsonl#3");
    let records = desk.report(&["--against", "new.md", "archive.jsonl"]);
    let copy = list(&records)
        .iter()
        .find(|found| found["lint"] == "duplicate-article");
    assert_eq!(copy.unwrap()["record"]["index"], 2);
    assert_eq!(copy.unwrap()["values"]["original"], "new.md");
}

#[test]
fn what_cannot_be_compared_with_is_a_problem() {
    let desk = Desk::with(&[("new.md", NEWS), ("archive/a.md", OTHER)]);
    desk.write("archive/b.md", b"\0\x01\x02\0\0");
    let ran = desk.run(&["--against", "archive", "new.md"]);
    assert_eq!(ran.code, Some(2));
    let told = "archive/b.md: cannot be compared with (--against): is binary";
    assert!(ran.err.starts_with(told), "{}", ran.err);
    let report = desk.report(&["--against", "archive", "new.md"]);
    assert_eq!(report["errors"][0]["kind"], "not-text");
    // Where nothing is compared, the archive is not read.
    let select = ["--select", "ocr", "--against", "archive", "new.md"];
    assert_eq!(desk.run(&select).code, Some(0));
    for (folder, kind) in [("missing", "not-found"), ("empty", "no-articles")] {
        std::fs::create_dir_all(desk.path("empty")).unwrap();
        let report = desk.report(&["--against", folder, "new.md"]);
        assert_eq!(report["errors"][0]["kind"], kind);
    }
    let empty = ["--against", "empty", "--allow-empty", "new.md"];
    assert_eq!(desk.run(&empty).code, Some(0));
    let over = desk.run(&[
        "--against",
        "archive",
        "-o",
        "concise=archive/a.md",
        "new.md",
    ]);
    assert_eq!(over.code, Some(2));
    assert!(over.err.contains("the file is an input"), "{}", over.err);
}

/// Of two that repeat each other the baseline knows one; the hook may see the other.
#[test]
fn the_baseline_knows_a_pair_from_both_sides() {
    let desk = Desk::with(&[
        ("lint.toml", "fail-on = \"info\"\n"),
        ("news/a.md", &article(&[NEWS, BACKGROUND])),
        ("news/b.md", &article(&[OTHER, BACKGROUND])),
    ]);
    assert_eq!(desk.run(&["baseline", "create"]).code, Some(0));
    let before = desk.text("newslint.baseline");
    assert!(before.contains("news/b.md\tshared-paragraph"), "{before}");
    for file in ["news/a.md", "news/b.md"] {
        let ran = desk.run(&["check", "--against", "news", file]);
        assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{}", ran.out);
    }
    desk.write("news/c.md", article(&[THIRD, BACKGROUND]));
    let new = desk.run(&["check", "--against", "news", "news/c.md"]);
    assert_eq!(new.code, Some(1), "{}", new.out);
    let both = ["--against", "news", "news/a.md", "news/c.md"];
    let paragraph = [found("news/c.md", "shared-paragraph", "info")];
    assert_eq!(desk.findings(&both), paragraph);
}

/// Whichever article a commit touches: what it repeats is found, as a run over all would find it.
#[test]
fn each_article_beside_the_others_shows_what_a_run_over_all_shows() {
    let other = OTHER.replace("四十", "五十");
    let desk = Desk::with(&[
        ("news/a.md", &article(&[NEWS, BACKGROUND])),
        ("news/b.md", &article(&[OTHER, BACKGROUND])),
        ("news/c.md", &article(&[NEWS, BACKGROUND])),
        ("news/d.md", OTHER),
        ("news/e.md", THIRD),
        ("news/f.md", &article(&[THIRD, &other])),
        ("news/g.md", &article(&["圖說：碼頭。\n", NEWS, BACKGROUND])),
    ]);
    let pairs = |arguments: &[&str]| -> BTreeSet<(String, [String; 2])> {
        let report = desk.report(
            &[
                &["--select", "duplicate-article,shared-paragraph"],
                arguments,
            ]
            .concat(),
        );
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let pair = |found: &Value| {
            let mut paths = [word(&found["path"]), word(&found["related"][0]["path"])];
            paths.sort();
            (word(&found["lint"]), paths)
        };
        list(&report).iter().map(pair).collect()
    };
    let whole = pairs(&["news"]);
    assert!(whole.len() > 4, "{whole:?}");
    let names = ["a", "b", "c", "d", "e", "f", "g"];
    let each = names.map(|name| pairs(&["--against", "news", &format!("news/{name}.md")]));
    let each: BTreeSet<_> = each.into_iter().flatten().collect();
    assert!(each.is_superset(&whole), "{each:?} lack of {whole:?}");
}

#[test]
fn words_of_the_site_and_slips_are_known_by_the_archive() {
    const DAYS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
    let text = |day: &str, odd: &str| {
        format!(
            "議會{day}日開會，討論碼頭條例的修正案，三名議員說修正案照顧離島居民，應該早日通過。\n\n\
             主席說，{odd}還有兩項細節未定，下周再議；船公司的代表旁聽，對收費的安排沒有意見。\n\n\
             {day}社網站二維碼下載客戶端\n"
        )
    };
    let desk = Desk::with(&[(
        "lint.toml",
        "[lints]\nwrong-character = { across = true }\n",
    )]);
    for day in &DAYS[..9] {
        desk.write(&format!("archive/{day}.md"), text(day, "修正案"));
    }
    desk.write("new.md", text("癸", "休正案"));
    // The same slip in the archive is not told.
    desk.write("archive/子.md", text("子", "收正案"));
    let select = ["--select=wrong-character", "--against=archive", "new.md"];
    let report = desk.report(&select);
    assert_eq!(value(&report, "right"), "修正案");
    assert_eq!(list(&report)[0]["path"], "new.md");
}

#[test]
fn words_at_the_end_of_the_archives_articles_are_told() {
    const FIFTH: &str = "漁市今早開秤，魚價與昨日相若，買家多是餐館，黃魚最搶手，不到八時已經賣完，漁民說風浪小了，出海的船多了一倍。\n";
    let text = |body: &str| {
        format!(
            "{} 下載島報通 每晚八時推送 島報通會員獨享\n",
            body.trim_end()
        )
    };
    let desk = Desk::with(&[("new.md", &text(NEWS))]);
    for (at, body) in [OTHER, THIRD, BACKGROUND, FIFTH].iter().enumerate() {
        desk.write(&format!("archive/{at}.md"), text(body));
    }
    let select = ["--select=boilerplate", "--against=archive", "new.md"];
    let report = desk.report(&select);
    let paths: Vec<&Value> = list(&report).iter().map(|found| &found["path"]).collect();
    assert_eq!(paths, ["new.md"], "{report:#}");
    assert_eq!(value(&report, "others"), "4");
}
