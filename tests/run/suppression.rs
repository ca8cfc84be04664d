//! Comments and exceptions: what they silence, and what is told of those that silence nothing.

use serde_json::Value;

use crate::desk::{Desk, LETTER, list};

/// Line and lint of each finding of `a.md`, and what silenced it.
fn told(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let arguments = [&["--show-suppressed"], arguments].concat();
    let report = desk.report(&arguments);
    list(&report)
        .iter()
        .map(|found| {
            let line = found["range"]["start"]["line"].as_u64().unwrap_or(0);
            let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let by = &found["suppressed"];
            let words = [&found["lint"], &by["by"], &by["reason"]].map(word);
            format!("{line} {}", words.join(" ")).trim_end().to_owned()
        })
        .collect()
}

/// A line with a letter in a number, another number in each.
fn line(number: usize) -> String {
    format!("第{number}號渡輪碼頭的工程費約{number}O5億元。")
}

#[test]
fn a_comment_silences_what_it_says_and_no_more() {
    let lines: Vec<String> = (1..=9).map(line).collect();
    let article = [
        &lines[0],
        "<!-- newslint-disable-next-line letter-in-number -- a model -->",
        "",
        &lines[1],
        "",
        &lines[2],
        "",
        &format!("{} <!-- newslint-disable-line ocr, script -->", lines[3]),
        "",
        "<!-- newslint-disable -- a table -->",
        &lines[4],
        "",
        "<!-- newslint-enable letter-in-number -->",
        &lines[5],
        "",
        "<!-- newslint-disable-next-line mixed-script -->",
        &lines[6],
    ];
    let desk = Desk::with(&[("a.md", &article.join("\n"))]);
    let wanted = [
        "1 letter-in-number",
        "4 letter-in-number comment a model",
        "6 letter-in-number",
        "8 letter-in-number comment",
        "11 letter-in-number comment a table",
        "14 letter-in-number",
        "17 letter-in-number",
    ];
    // One finding would tell of all of them.
    let alone = ["a.md", "--isolated", "--select", "letter-in-number"];
    let mut found = told(&desk, &alone);
    found.sort_by_key(|told| told.split(' ').next().unwrap().parse::<usize>().unwrap());
    let gathered: Vec<&str> = wanted
        .into_iter()
        .filter(|told| !told.ends_with("number"))
        .collect();
    let own: Vec<&String> = found
        .iter()
        .filter(|told| told.contains("comment"))
        .collect();
    assert_eq!(own, gathered, "{found:?}");

    let page = format!(
        "<p>{}</p>\n<!--newslint-disable-file letter-in-number--><p>{}</p>\n<p>{}</p>\n",
        lines[0], lines[1], lines[2]
    );
    desk.write("b.html", page);
    let found = told(&desk, &["b.html", "--isolated", "--select", "ocr"]);
    assert_eq!(found.len(), 3);
    assert!(
        found.iter().all(|told| told.ends_with("comment")),
        "{found:?}"
    );
}

#[test]
fn offsets_hold_behind_a_byte_order_mark_and_with_both_line_ends() {
    for end in ["\n", "\r\n"] {
        let text = [
            "\u{FEFF}𠮷田市記事。",
            "<!-- newslint-disable-next-line -->",
            &line(1),
            "",
            &line(2),
        ];
        let desk = Desk::with(&[("a.md", &text.join(end))]);
        let found = told(
            &desk,
            &["a.md", "--isolated", "--select", "letter-in-number"],
        );
        let wanted = ["3 letter-in-number comment", "5 letter-in-number"];
        assert_eq!(found, wanted, "{end:?}");
    }
}

#[test]
fn where_there_are_no_comments_nothing_is_silenced() {
    let text = format!("<!-- newslint-disable-file -->\n{LETTER}");
    let code = format!("```\n<!-- newslint-disable-file -->\n```\n\n{LETTER}");
    let record = serde_json::json!({ "text": text }).to_string();
    let desk = Desk::with(&[("a.txt", &text), ("b.jsonl", &record), ("c.md", &code)]);
    for file in ["a.txt", "b.jsonl", "c.md"] {
        let found = told(&desk, &[file, "--isolated", "--select", "letter-in-number"]);
        assert_eq!(found.len(), 1, "{file}");
        assert!(found[0].ends_with("letter-in-number"), "{file}: {found:?}");
    }
}

#[test]
fn comments_in_a_row_mean_the_same_line() {
    let (one, two) = (
        "<!-- newslint-disable-next-line letter-in-number -->",
        "<!-- newslint-disable-next-line mixed-script -->",
    );
    for between in [" ", "\n", "\n\n"] {
        let text = format!("{one}{between}{two}\n{}", line(1));
        let desk = Desk::with(&[("a.md", &text)]);
        let found = told(
            &desk,
            &["a.md", "--isolated", "--select", "letter-in-number"],
        );
        assert!(
            found.iter().all(|told| told.ends_with("comment")),
            "{between:?}: {found:?}"
        );
        assert_eq!(found.len(), 1, "{between:?}");
    }
}

#[test]
fn a_comment_is_no_text_of_the_article() {
    let text = "新渡輪碼頭明年三月啟用，工期三年，市民可免費試乘。\n";
    let comment = "<!-- newslint-disable-next-line ocr -- 移动网络\u{200B}，2O5 -->";
    let desk = Desk::with(&[("a.md", &format!("{text}\n{comment}\n{text}"))]);
    let found = told(
        &desk,
        &[
            "a.md",
            "--isolated",
            "--ignore",
            "duplication,unused-suppression",
        ],
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_finding_of_several_places_needs_all_of_them() {
    let line = "請按此訂閱本報電子版\n\n";
    let text = "新渡輪碼頭明年三月啟用，工期三年，市民可免費試乘。\n\n";
    let once = "<!-- newslint-disable-next-line repeated-line -->\n";
    let some = format!("{line}{text}{line}新碼頭設有三個泊位。\n\n{once}{line}");
    let all = some
        .replace(line, &format!("{once}{line}"))
        .replace(&once.repeat(2), once);
    let desk = Desk::with(&[("some.md", &some), ("all.md", &all)]);
    let select = ["--isolated", "--select", "repeated-line"];
    let some = told(&desk, &[&["some.md"], &select[..]].concat());
    let all = told(&desk, &[&["all.md"], &select[..]].concat());
    assert_eq!((some.len(), all.len()), (1, 1), "{some:?} {all:?}");
    assert!(!some[0].contains("comment"), "{some:?}");
    assert!(all[0].contains("comment"), "{all:?}");
}

#[test]
fn a_fix_leaves_alone_what_is_silenced() {
    let text = format!("<!-- newslint-disable-next-line -->\n{LETTER}");
    let desk = Desk::with(&[("a.md", &text)]);
    let ran = desk.run(&["a.md", "--isolated", "--fix", "--unsafe-fixes"]);
    assert_eq!(
        (ran.code, desk.text("a.md")),
        (Some(0), text),
        "{}",
        ran.err
    );
}

#[test]
fn articles_that_repeat_each_other_may_say_so() {
    let text = "新渡輪碼頭明年三月啟用，工期三年，市民可免費試乘。碼頭設有三個泊位，每日開出四十班船，首班船早上六時啟航。\n\
        運輸署發言人表示，署方會視乎客量調整班次，並與地區人士保持聯絡，務求新服務切合居民需要。\n";
    let silent = format!(
        "<!-- newslint-disable-file duplicate-article -- both towns print it -->\n\n{text}"
    );
    let desk = Desk::with(&[("a.md", text), ("b.md", &silent), ("lint.toml", "")]);
    let found = told(&desk, &["--select", "duplicate-article,unused-suppression"]);
    let [only] = &found[..] else {
        panic!("{found:?}");
    };
    assert!(
        only.ends_with("duplicate-article comment both towns print it"),
        "{only}"
    );
    // Alone it repeats nothing, and nobody can say that the comment is of no use.
    assert!(told(&desk, &["b.md"]).is_empty());
    // The whole archive can.
    desk.write("a.md", LETTER);
    let found = told(&desk, &["--select", "duplicate-article,unused-suppression"]);
    assert_eq!(found, ["1 unused-suppression"]);
}

#[test]
fn what_silences_nothing_is_told_where_that_is_certain() {
    let text = "<!-- newslint-disable-next-line letter-in-number, mixed-script -->\n新渡輪碼頭明年三月啟用。\n";
    let desk = Desk::with(&[("a.md", text)]);
    let unused = ["1 unused-suppression"; 2];
    assert_eq!(told(&desk, &["a.md", "--isolated"]), unused);
    let one = [
        "a.md",
        "--isolated",
        "--select",
        "letter-in-number,unused-suppression",
    ];
    assert_eq!(told(&desk, &one), unused[..1], "the other lint did not run");
    let none = ["a.md", "--isolated", "--ignore", "unused-suppression"];
    assert!(told(&desk, &none).is_empty());
    desk.write("lint.toml", "[lints]\nletter-in-number = \"off\"\n");
    assert_eq!(told(&desk, &["a.md"]), unused[..1]);

    let slips = "<!-- newslint-disable-next-line mixed-scripts -->\n新渡輪碼頭明年三月啟用。\n<!-- newslint-disabel -->\n";
    desk.write("a.md", slips);
    let ran = desk.run(&["a.md", "--isolated"]);
    for near in [
        "did you mean `mixed-script`?",
        "did you mean `newslint-disable`?",
    ] {
        assert!(ran.out.contains(near), "{}", ran.out);
    }
    // Whoever wants to keep them says so, by name.
    desk.write(
        "a.md",
        format!("<!-- newslint-disable-file unused-suppression -->\n\n{slips}"),
    );
    let found = told(&desk, &["a.md", "--isolated"]);
    assert!(
        found.iter().all(|told| told.ends_with("comment")),
        "{found:?}"
    );
}

#[test]
fn exceptions_that_cover_nothing_are_told_by_a_run_over_everything() {
    let config = "[[allow]]\nlint = \"letter-in-number\"\ntext = \"1O5\"\nreason = \"a model\"\n\n\
        [[allow]]\ntext = \"義烏\"\nreason = \"a name\"\n";
    let desk = Desk::with(&[("news/a.md", LETTER), ("lint.toml", config)]);
    let ran = desk.run(&["--format", "concise"]);
    assert!(
        ran.out
            .contains("lint.toml:6:1: warning unused-suppression"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("義烏"), "{}", ran.out);
    for some in [&["news/a.md"][..], &["news"], &["--exclude", "x/**"]] {
        let ran = desk.run(&[some, &["--format", "concise"]].concat());
        assert!(!ran.out.contains("unused-suppression"), "{}", ran.out);
    }
}

#[test]
fn an_exception_holds_to_its_last_day() {
    let until = |day: &str| {
        format!(
            "[[allow]]\nlint = \"letter-in-number\"\ntext = \"O\"\nuntil = {day}\nreason = \"a model\"\n"
        )
    };
    let desk = Desk::with(&[("a.md", LETTER), ("lint.toml", &until("2999-12-31"))]);
    assert_eq!(told(&desk, &["a.md"]), ["1 letter-in-number allow a model"]);
    desk.write("lint.toml", until("2020-02-29"));
    assert_eq!(told(&desk, &["a.md"]), ["1 letter-in-number"]);
    let ran = desk.run(&["a.md"]);
    let note = "note: the exception for `O` held until 2020-02-29, and no longer\n";
    assert!(ran.err.contains(note), "{}", ran.err);
    assert!(!desk.run(&["a.md", "--quiet"]).err.contains(note));
    for wrong in [
        "2021-02-29",
        "\"2027-01-31\"",
        "2027-01-31T08:00:00Z",
        "12:00:00",
    ] {
        desk.write("lint.toml", until(wrong));
        let ran = desk.run(&["a.md"]);
        assert_eq!(ran.code, Some(2), "{wrong}: {}", ran.err);
    }
}

#[test]
fn an_exception_for_a_word_covers_no_other_place_of_its_line() {
    let text = "型號1O5的船，每日開出2O5班，每班載客三百人，首班船早上六時啟航。\n";
    let config = "[[allow]]\nlint = \"letter-in-number\"\ntext = \"1O5\"\nreason = \"a model\"\n";
    let desk = Desk::with(&[("a.md", text), ("lint.toml", config)]);
    let select = ["a.md", "--select", "letter-in-number"];
    let wanted = ["1 letter-in-number allow a model", "1 letter-in-number"];
    assert_eq!(told(&desk, &select), wanted);
}

#[test]
fn allow_writes_an_exception_and_leaves_the_rest_as_it_is() {
    let config = "# ours\r\nfail-on = 'warning' # strict\r\n\r\n[lints]\r\nocr = \"warning\"";
    let desk = Desk::with(&[("news/a [1].md", LETTER), ("lint.toml", config)]);
    let place = "news/a [1].md:1:12";
    let ran = desk.run(&["allow", place, "--reason", "a \"model\""]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let new = desk.text("lint.toml");
    let added = new.strip_prefix(config).unwrap();
    assert!(
        added.starts_with("\r\n\r\n[[allow]]\r\nlint = \"letter-in-number\"\r\n"),
        "{added}"
    );
    assert!(!added.replace("\r\n", "").contains('\n'));
    assert_eq!(
        told(&desk, &["news"]),
        ["1 letter-in-number allow a \"model\""]
    );
    // A second time there is nothing to do.
    let ran = desk.run(&["allow", place]);
    assert!(ran.out.contains("allowed already"), "{}", ran.out);
    assert_eq!(desk.text("lint.toml"), new);
}

#[test]
fn allow_makes_a_lint_toml_where_there_is_none() {
    let desk = Desk::with(&[("a.md", LETTER)]);
    assert_eq!(desk.run(&["a.md", "--fail-on", "warning"]).code, Some(1));
    assert_eq!(
        desk.run(&["allow", "a.md:1", "--lang", "zh-Hant"]).code,
        Some(0)
    );
    assert_eq!(
        told(&desk, &["a.md"]),
        ["1 letter-in-number allow 經查無誤"]
    );
    // What compares articles is taken on the word of who names it.
    let ran = desk.run(&["allow", "a.md:1", "--lint", "duplicate-article"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.out
            .contains("lint = \"duplicate-article\"\nfiles = [\"a.md\"]"),
        "{}",
        ran.out
    );
}

#[test]
fn allow_refuses_what_it_cannot_do() {
    let both = "新渡輪碼頭的工程費約1O5億元，工期三年，市民可以利用移动網絡查詢班次。\n";
    let desk = Desk::with(&[("a.md", both), ("lint.toml", "allow = []\n")]);
    let cases = [
        (&["allow", "a.md:1"][..], "letter-in-number, mixed-script"),
        (&["allow", "a.md:2"], "nothing is reported"),
        (&["allow", "a.md"], "names no line"),
        (&["allow", "a.md:0"], "names no line"),
        (
            &["allow", "a.md:1", "--lint", "mixed-scrip"],
            "mixed-script",
        ),
        (&["allow", "../a.md:1"], "lies outside"),
        (&["allow", "b.md:1"], "no such file"),
        (
            &["allow", "a.md:1", "--lint", "mixed-script"],
            "add it by hand",
        ),
    ];
    for (arguments, why) in cases {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}: {}", ran.out);
        assert!(ran.err.contains(why), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(desk.text("lint.toml"), "allow = []\n");
}

#[test]
fn thousands_of_comments_take_no_time_to_speak_of() {
    let comment = "<!-- newslint-disable-next-line nothing, mixed-script, ocr -->\n".repeat(20_000);
    let desk = Desk::with(&[("a.md", &format!("{comment}{LETTER}"))]);
    let begun = std::time::Instant::now();
    let ran = desk.run(&[
        "a.md",
        "--isolated",
        "--select",
        "ocr,unused-suppression",
        "--format",
        "json",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(begun.elapsed().as_secs() < 60);
}
