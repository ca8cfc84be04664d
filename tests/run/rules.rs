//! Which lints run, where, at which level, and what is excepted.

use crate::desk::{Desk, LETTER, found, house_lint};

/// Says its second sentence, of thirty Han characters, again.
const AGAIN: &str = "\
新渡輪下月投入服務。船上設有二十個輪椅位和兩個升降台，並有職員協助長者和幼童上下船。票價維持不變。

船公司表示，碼頭亦會加裝升降機。船上設有二十個輪椅位和兩個升降台，並有職員協助長者和幼童上下船。首航當日免費。
";

const HARBOUR: &str = "\
# 新碼頭明年三月啟用

新碼頭的主要工程上月展開，將於明年三月完成，屆時渡輪班次會由每小時兩班增至四班，候船室也會擴建。

發言人表示，碼頭設有無障礙通道和充電設備，方便長者和輪椅使用者，第二期工程將於秋季招標。
";

#[test]
fn an_override_sets_levels_and_options_for_its_files() {
    let desk = Desk::with(&[
        ("a.md", AGAIN),
        ("archive/b.md", AGAIN),
        ("c.md", LETTER),
        ("archive/d.md", LETTER),
        (
            "lint.toml",
            "[[override]]\nfiles = [\"archive/**\"]\n[override.lints]\nletter-in-number = \"error\"\nduplicate-sentence = { shortest = 60 }\n",
        ),
    ]);
    let select = "--select=letter-in-number,duplicate-sentence";
    assert_eq!(
        desk.findings(&[select, "."]),
        [
            found("a.md", "duplicate-sentence", "warning"),
            found("archive/d.md", "letter-in-number", "error"),
            found("c.md", "letter-in-number", "warning"),
        ]
    );
    let table = "[[override]]\nfiles = [\"archive/**\"]\n[override.lints]\nletter-in-number = { severity = \"info\" }\n";
    desk.write("lint.toml", table);
    assert_eq!(
        desk.findings(&["archive/d.md", "c.md"]),
        [
            found("archive/d.md", "letter-in-number", "info"),
            found("c.md", "letter-in-number", "warning"),
        ]
    );
}

#[test]
fn the_later_override_wins() {
    let desk = Desk::with(&[
        ("archive/old/a.md", LETTER),
        (
            "lint.toml",
            "[lints]\nletter-in-number = \"off\"\n\
             [[override]]\nfiles = [\"archive/**\"]\nlints = { letter-in-number = \"error\" }\n\
             [[override]]\nfiles = [\"**/old/**\"]\nlints = { letter-in-number = \"info\" }\n",
        ),
    ]);
    assert_eq!(
        desk.findings(&["."]),
        [found("archive/old/a.md", "letter-in-number", "info")]
    );
}

#[test]
fn the_level_of_a_lint_that_compares_articles_is_that_of_the_file() {
    let desk = Desk::with(&[
        ("a.md", HARBOUR),
        ("archive/b.md", HARBOUR),
        ("c.md", HARBOUR),
    ]);
    let levels = |archive: &str| {
        let settings = format!(
            "[[override]]\nfiles = [\"archive/**\"]\nlints = {{ duplicate-article = \"{archive}\" }}\n"
        );
        desk.write("lint.toml", settings);
        let found = desk.findings(&["."]);
        let compared = found
            .into_iter()
            .filter(|found| found.1 == "duplicate-article");
        compared.collect::<Vec<_>>()
    };
    let c = || found("c.md", "duplicate-article", "error");
    assert_eq!(
        levels("info"),
        [found("archive/b.md", "duplicate-article", "info"), c()]
    );
    assert_eq!(levels("off"), [c()]);
}

#[test]
fn an_exception_holds_for_its_files_its_text_and_its_lint() {
    let desk = Desk::with(&[("a.md", LETTER), ("archive/b.md", LETTER)]);
    let covered = |allow: &str| {
        desk.write(
            "lint.toml",
            format!("[[allow]]\n{allow}\nreason = \"old\"\n"),
        );
        let found = desk.findings(&["--select=letter-in-number", "."]);
        ["a.md", "archive/b.md"].map(|path| !found.iter().any(|found| found.0 == path))
    };
    let lint = "lint = \"letter-in-number\"";
    assert_eq!(covered(lint), [true, true]);
    assert_eq!(
        covered(&format!("{lint}\nfiles = [\"archive/**\"]")),
        [false, true]
    );
    assert_eq!(covered("lint = \"ocr\""), [true, true]);
    assert_eq!(covered("lint = \"mixed-script\""), [false, false]);
    assert_eq!(covered("text = \"1O5\""), [true, true]);
    assert_eq!(covered("text = \"1O6\""), [false, false]);
    assert_eq!(covered("regex = '^O$'\nfiles = [\"a.md\"]"), [true, false]);
    assert_eq!(covered("regex = '^\\d'"), [false, false]);
}

#[test]
fn a_lint_that_is_off_runs_as_a_warning_where_its_id_is_selected() {
    let both = "校園裏設有圖書館，學生在教室裏溫習。老師說，課室裡的冷氣壞了，會請人維修。\n";
    let desk = Desk::with(&[("a.md", both)]);
    assert_eq!(desk.findings(&["--isolated", "a.md"]), []);
    assert_eq!(
        desk.findings(&["--isolated", "--select=script", "a.md"]),
        []
    );
    assert_eq!(
        desk.findings(&["--isolated", "--select=mixed-variant", "a.md"]),
        [found("a.md", "mixed-variant", "warning")]
    );
    desk.write("lint.toml", "[lints]\nmixed-variant = \"info\"\n");
    assert_eq!(
        desk.findings(&["a.md"]),
        [found("a.md", "mixed-variant", "info")]
    );
}

#[test]
fn lints_and_categories_are_selected_and_ignored() {
    let text = format!("{LETTER}\n{}", crate::desk::ZERO_WIDTH);
    let desk = Desk::with(&[("a.md", &text)]);
    let lints = |flags: &[&str]| -> Vec<String> {
        let arguments = [&["--isolated", "a.md"], flags].concat();
        let found = desk.findings(&arguments);
        found.into_iter().map(|(_, lint, _)| lint).collect()
    };
    let (letter, invisible) = ("letter-in-number", "invisible-character");
    assert_eq!(lints(&[]), [letter, invisible]);
    assert_eq!(lints(&["--select", "ocr"]), [letter]);
    assert_eq!(lints(&["--select", "ocr,encoding"]), [letter, invisible]);
    assert_eq!(lints(&["--ignore", "ocr"]), [invisible]);
    assert_eq!(lints(&["--ignore", invisible]), [letter]);
    assert_eq!(
        lints(&["--select", "ocr,encoding", "--ignore", "encoding"]),
        [letter]
    );
}

#[test]
fn a_quotation_in_the_other_script_is_information() {
    let sentences = "學者認為，經濟好轉的關鍵在於製造業能否轉型，單靠觀光並不足夠。\n\n消防員趕到現場時，倉庫已經燒毀，幸好沒有人員傷亡。\n\n隨後雙方簽署協議，約定兩年內完成大橋的檢測與維護。\n\n";
    let levels = |passage: &str| -> Vec<(String, String)> {
        let desk = Desk::with(&[("a.md", &format!("{sentences}{passage}\n"))]);
        let found = desk.findings(&["--isolated", "--select=mixed-script", "a.md"]);
        found
            .into_iter()
            .map(|(_, lint, level)| (lint, level))
            .collect()
    };
    let one = |level: &str| vec![("mixed-script".to_owned(), level.to_owned())];
    // A block in the other script, and the same marked up as a quotation.
    let block =
        "农民担心干旱会影响收成，环境部门则准备了紧急应变方案，选手们从世界各地赶来参加马拉松。";
    assert_eq!(levels(block), one("error"));
    assert_eq!(levels(&format!("> {block}")), one("info"));
    // A few words, and the same in marks of quotation.
    let words = "农民担忧干旱，环境部门应变";
    assert_eq!(
        levels(&format!("他回信說「{words}」，並附上照片。")),
        one("info")
    );
    assert!(levels(&format!("他回信說{words}，並附上照片。")).contains(&one("error")[0]));
    // A form that only Japanese print has.
    assert_eq!(levels("展覽的主辦單位是広島市立美術館。"), one("warning"));
    assert_eq!(levels("海報上寫着「広島市立美術館」。"), one("info"));
}

#[test]
fn the_script_and_the_region_that_are_wanted() {
    let traditional = "市政府昨日宣布，明年將增設三條公車路線，連接車站與醫院。\n\n他說，家里的長者最怕轉車，新路線讓他們少走很多路。\n";
    let desk = Desk::with(&[("a.md", traditional)]);
    let inserts = |flags: &[&str]| -> Vec<String> {
        let arguments = [&["--isolated", "--select=mixed-script", "a.md"], flags].concat();
        let report = desk.report(&arguments);
        let found = crate::desk::list(&report);
        let fixes = found
            .iter()
            .filter_map(|found| found["fixes"][0]["edits"].as_array());
        fixes
            .flatten()
            .map(|edit| edit["insert"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(inserts(&["--region", "hk"]), ["家裏的"]);
    assert_eq!(inserts(&["--region", "tw"]), ["家裡的"]);
    assert_eq!(inserts(&["--script", "hant", "--region", "tw"]), ["家裡的"]);
    assert!(inserts(&["--script", "mixed-ok"]).is_empty());
    let simplified = desk.report(&["--isolated", "--script=hans", "a.md"]);
    assert_eq!(simplified["summary"]["error"], 1, "{simplified:#}");
    // lint.toml says the same, for all files or some.
    desk.write("lint.toml", "script = \"mixed-ok\"\n");
    assert_eq!(desk.findings(&["a.md"]), []);
    desk.write(
        "lint.toml",
        "[[override]]\nfiles = [\"a.md\"]\nscript = \"mixed-ok\"\n",
    );
    assert_eq!(desk.findings(&["a.md"]), []);
}

#[test]
fn the_severity_from_which_a_run_fails() {
    let code = |level: &str, fail_on: &str| {
        let settings = format!("[lints]\nletter-in-number = \"{level}\"\n");
        let desk = Desk::with(&[("a.md", LETTER), ("lint.toml", &settings)]);
        desk.run(&["--fail-on", fail_on, "a.md"]).code.unwrap()
    };
    let levels = ["never", "error", "warning", "info"];
    assert_eq!(levels.map(|fail_on| code("error", fail_on)), [0, 1, 1, 1]);
    assert_eq!(levels.map(|fail_on| code("warning", fail_on)), [0, 0, 1, 1]);
    assert_eq!(levels.map(|fail_on| code("info", fail_on)), [0, 0, 0, 1]);
    let desk = Desk::with(&[("a.md", LETTER), ("lint.toml", "fail-on = \"warning\"\n")]);
    assert_eq!(desk.run(&["a.md"]).code, Some(1));
    assert_eq!(desk.run(&["--fail-on=error", "a.md"]).code, Some(0));
}

#[test]
fn which_settings_hold() {
    let desk = Desk::with(&[
        ("a.md", LETTER),
        ("lint.toml", "[lints]\nletter-in-number = \"off\"\n"),
        ("other.toml", "[lints]\nletter-in-number = \"error\"\n"),
        (
            "pack/house-word.toml",
            &house_lint("info", "none", "[[pattern]]\nregex = '工期'\n"),
        ),
    ]);
    assert_eq!(desk.findings(&["a.md"]), []);
    let letter = |level| found("a.md", "letter-in-number", level);
    assert_eq!(desk.findings(&["--isolated", "a.md"]), [letter("warning")]);
    assert_eq!(
        desk.findings(&["--config", "other.toml", "a.md"]),
        [letter("error")]
    );
    assert_eq!(
        desk.findings(&["--lints", "pack", "a.md"]),
        [found("a.md", "house-word", "info")]
    );
}

#[test]
fn no_lint_file_puts_control_characters_into_articles() {
    let refused = |patterns: &str| {
        let lint = house_lint("info", "safe", patterns);
        let desk = Desk::with(&[("a.md", LETTER), ("pack/house-word.toml", &lint)]);
        let ran = desk.run(&["--isolated", "--lints=pack", "a.md"]);
        assert_eq!(ran.code, Some(2), "{}", ran.err);
        assert!(ran.err.contains("control character"), "{}", ran.err);
    };
    refused("[[pattern]]\nregex = '碼頭'\nreplace = \"\\u001b]0;x\\u0007\"\n");
    refused("[[pattern]]\nregex = '碼頭'\nreplace = \"\\u202e碼頭\"\n");
    refused("[[pattern]]\nregex = '碼'\n[pattern.translate]\n\"碼\" = \"\\u0008\"\n");
    refused("[words]\n\"碼頭\" = \"埠\\u0000頭\"\n");
}
