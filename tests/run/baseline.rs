//! Known defects are counted; new ones fail.

use serde_json::Value;

use crate::desk::{Desk, LETTER, ZERO_WIDTH, found, list};

/// A letter in `1O5億元`, between paragraphs of its own.
const OLD: &str = "\
# 新碼頭明年三月啟用

本報訊（記者 何家欣 沙田報道）新碼頭的主要工程將於明年三月完成，屆時渡輪班次會由每小時兩班增至四班。

發言人表示，碼頭設有無障礙通道和充電設備，方便長者和輪椅使用者。工程費約1O5億元，將分三年支付。

區議會下周開會討論巴士改道的安排，居民可於會前提交意見。
";

const WARNING: &str = "fail-on = \"warning\"\n";

/// A folder with a known defect, and the baseline that knows it.
fn adopted() -> Desk {
    let desk = Desk::with(&[("news/a.md", OLD), ("lint.toml", WARNING)]);
    let made = desk.run(&["baseline", "create"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    assert_eq!(
        made.out,
        "newslint.baseline: 1 place in 1 file; from now on only others count\n"
    );
    desk
}

fn summary(report: &Value, key: &str) -> u64 {
    report["summary"][key].as_u64().unwrap()
}

#[test]
fn what_is_known_is_counted_and_not_told() {
    let desk = adopted();
    let text = desk.text("newslint.baseline");
    let entry = text.lines().last().unwrap();
    assert!(entry.starts_with("news/a.md\tletter-in-number\t"), "{text}");
    let ran = desk.run(&["check", "--format", "concise"]);
    assert_eq!(ran.code, Some(0));
    assert_eq!(
        ran.out,
        "nothing found in 1 article; 1 known from the baseline\n"
    );
    assert_eq!(ran.err, "");
    let chinese = |lang| {
        desk.run(&["check", "--format", "concise", "--lang", lang])
            .out
    };
    assert_eq!(
        chinese("zh-Hant"),
        "1 篇文章：沒有發現問題；1 處舊問題已記於基準檔\n"
    );
    assert_eq!(
        chinese("zh-Hans"),
        "1 篇文章：没有发现问题；1 处旧问题已记于基线文件\n"
    );
    let report = desk.report(&[]);
    assert_eq!(summary(&report, "baselined"), 1);
    assert_eq!(summary(&report, "suppressed"), 0);
    assert!(list(&report).is_empty());
    let report = desk.report(&["--show-suppressed"]);
    assert_eq!(list(&report)[0]["suppressed"]["by"], "baseline");
    let open = desk.run(&["check", "--no-baseline"]);
    assert_eq!(open.code, Some(1));
    assert_eq!(
        desk.run(&["check", "--isolated", "--fail-on", "info"]).code,
        Some(1)
    );
}

#[test]
fn a_moved_paragraph_stays_known_and_an_edited_one_does_not() {
    let desk = adopted();
    let parts: Vec<&str> = OLD.split("\n\n").collect();
    let moved = [parts[0], parts[2], parts[1], parts[3]].join("\n\n");
    desk.write("news/a.md", moved);
    assert_eq!(desk.run(&[]).code, Some(0));
    desk.write("news/a.md", OLD.replace('\n', "\r\n"));
    assert_eq!(desk.run(&[]).code, Some(0));
    desk.write("news/a.md", OLD.replace("分三年", "分四年"));
    let edited = desk.run(&[]);
    assert_eq!(edited.code, Some(1));
    assert!(
        edited
            .err
            .contains("1 of the places in newslint.baseline are mended or gone")
    );
    desk.write("news/a.md", OLD.replace("1O5", "2O7"));
    assert_eq!(desk.run(&[]).code, Some(1));
}

#[test]
fn a_second_defect_is_new() {
    let desk = adopted();
    desk.write("news/a.md", format!("{OLD}\n{LETTER}"));
    desk.write("news/b.md", LETTER);
    assert_eq!(
        desk.findings(&[]),
        [
            found("news/a.md", "letter-in-number", "warning"),
            found("news/b.md", "letter-in-number", "warning"),
        ]
    );
    // The same words twice: one is known.
    let paragraph = OLD.split("\n\n").nth(2).unwrap();
    desk.write("news/a.md", format!("{OLD}\n{paragraph}\n"));
    let findings = desk.findings(&["--select", "letter-in-number", "news/a.md"]);
    assert_eq!(findings.len(), 1);
}

/// Four places and more are one finding; one of them mended makes none of the others new, one more does.
#[test]
fn of_many_places_each_is_known() {
    let line = |word: &str| format!("{word}路段的工程費約1O5億元，工期三年。\n\n");
    let article = |words: &[&str]| words.iter().map(|word| line(word)).collect::<String>();
    let words = ["甲城", "乙城", "丙城", "丁城", "戊城"];
    let desk = Desk::with(&[("a.md", &article(&words)), ("lint.toml", WARNING)]);
    let select = "[lints]\nduplication = \"off\"\nrepeated-line = \"off\"\n";
    desk.write("lint.toml", format!("{WARNING}{select}"));
    assert_eq!(desk.findings(&[]).len(), 1, "all as one");
    desk.run(&["baseline", "create"]);
    assert_eq!(desk.report(&[])["summary"]["baselined"], 1);
    for fewer in [&words[1..], &words[..3], &words[4..]] {
        desk.write("a.md", article(fewer));
        assert!(desk.findings(&[]).is_empty(), "{fewer:?}");
    }
    desk.write("a.md", article(&[&words[..], &["己城"]].concat()));
    assert_eq!(desk.findings(&[]).len(), 1);
    assert_eq!(desk.run(&[]).err, "");
}

#[test]
fn a_renamed_file_stays_known() {
    let desk = adopted();
    std::fs::rename(desk.path("news/a.md"), desk.path("news/春 天.md")).unwrap();
    let ran = desk.run(&[]);
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{}", ran.out);
    let pruned = desk.run(&["baseline", "prune"]);
    assert_eq!(pruned.out, "newslint.baseline: 0 taken out, 1 left\n");
    let text = desk.text("newslint.baseline");
    assert!(
        text.contains("\nnews/春 天.md\tletter-in-number\t"),
        "{text}"
    );
    // A copy of a file that is still there is not the file.
    desk.write("copy.md", OLD);
    let select = ["--select", "ocr"];
    assert_eq!(
        desk.findings(&select),
        [found("copy.md", "letter-in-number", "warning")]
    );
}

#[test]
fn it_only_shrinks() {
    let desk = adopted();
    let before = desk.text("newslint.baseline");
    desk.write("b.md", LETTER);
    let again = desk.run(&["baseline", "create"]);
    assert_eq!(again.code, Some(2));
    assert!(again.err.contains("--force"), "{}", again.err);
    assert_eq!(
        desk.run(&["baseline", "prune"]).out,
        "newslint.baseline: 0 taken out, 1 left\n"
    );
    assert_eq!(desk.text("newslint.baseline"), before);
    // What is read is made anew; of other files all stays.
    let forced = desk.run(&["baseline", "create", "--force", "b.md"]);
    assert!(forced.out.contains("2 places in 2 files"), "{}", forced.out);
    assert_eq!(desk.run(&[]).code, Some(0));
    let shown = desk.run(&["baseline", "show"]).out;
    assert_eq!(
        shown,
        "newslint.baseline: 2 places known in 2 files\n       2  letter-in-number\n"
    );
    desk.write("news/a.md", OLD.replace("1O5", "105"));
    std::fs::remove_file(desk.path("b.md")).unwrap();
    let ran = desk.run(&[]);
    assert!(ran.err.contains("2 of the places"), "{}", ran.err);
    let pruned = desk.run(&["baseline", "prune", "--jobs", "2"]);
    assert_eq!(pruned.out, "newslint.baseline: 2 taken out, 0 left\n");
    assert_eq!(desk.run(&[]).err, "");
}

/// A hook sees the files of a commit: what it does not look at is not stale.
#[test]
fn what_a_run_does_not_look_at_stays() {
    let twin = format!("{OLD}\n居民代表說，希望新碼頭啟用後，往市區的班次可以延長至凌晨。\n");
    let desk = Desk::with(&[("a.md", &twin), ("b.md", &twin), ("lint.toml", WARNING)]);
    let made = desk.run(&["baseline", "create"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    let before = desk.text("newslint.baseline");
    assert!(before.contains("duplicate-article"), "{before}");
    for arguments in [
        &["b.md"][..],
        &["--select", "ocr"],
        &["a.md", "--ignore", "ocr"],
    ] {
        let ran = desk.run(&[&["check"], arguments].concat());
        assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{arguments:?}");
    }
    desk.run(&["baseline", "prune", "b.md"]);
    assert_eq!(desk.text("newslint.baseline"), before);
    // Both are read, and one is another article now.
    desk.write(
        "b.md",
        "區議會下周開會討論巴士改道的安排，居民可於會前提交意見。\n",
    );
    assert!(desk.run(&[]).err.contains("baseline prune"));
}

/// A hook does not know of every comment and exception whether it is of use.
#[test]
fn a_comment_that_is_of_no_use_stays_known() {
    let comment = "<!-- newslint-disable-file duplicate-article -->\n\n";
    let sound = "區議會下周開會討論巴士改道的安排，居民可於會前提交意見。\n";
    let allow = "[[allow]]\nlint = \"mojibake\"\nreason = \"once\"\n";
    let settings = "fail-on = \"info\"\n";
    let desk = Desk::with(&[
        ("a.md", &[comment, sound].concat()),
        ("b.md", LETTER),
        ("lint.toml", &[settings, allow].concat()),
    ]);
    assert_eq!(desk.run(&["baseline", "create"]).code, Some(0));
    let shown = desk.run(&["baseline", "show"]).out;
    assert!(shown.contains("2  unused-suppression"), "{shown}");
    for arguments in [
        &["check"][..],
        &["check", "a.md"],
        &["check", "--select", "meta"],
    ] {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{arguments:?}");
    }
    desk.write("a.md", sound);
    desk.write("lint.toml", settings);
    assert_eq!(desk.run(&["check", "a.md"]).err, "");
    let ran = desk.run(&["check"]);
    assert!(ran.err.contains("2 of the places"), "{}", ran.err);
    let pruned = desk.run(&["baseline", "prune"]);
    assert_eq!(pruned.out, "newslint.baseline: 2 taken out, 1 left\n");
}

/// Who mends what is new leaves the rest of the archive as it is, unless told otherwise.
#[test]
fn fixes_leave_alone_what_is_known() {
    let old = "舊渡輪碼頭\u{200B}去年三月停用，拆卸工程為期兩年，預算另計。\n";
    let desk = Desk::with(&[("a.md", old), ("lint.toml", WARNING)]);
    assert_eq!(desk.run(&["baseline", "create"]).code, Some(0));
    let both = [old, ZERO_WIDTH].join("\n");
    desk.write("a.md", &both);
    let half = [old, &ZERO_WIDTH.replace('\u{200B}', "")].join("\n");
    let shown = desk.run(&["check", "--diff", "a.md"]);
    assert_eq!(shown.out.matches("[-").count(), 1, "{}", shown.out);
    let fixed = desk.run(&["check", "--fix", "a.md"]);
    assert_eq!(fixed.err, "fixed: a.md, 1 place\n");
    assert_eq!(desk.text("a.md"), half);
    assert_eq!(desk.run(&["check", "--diff", "a.md"]).code, Some(0));
    // The same line twice: one of them is known.
    desk.write("a.md", [old, old].join("\n"));
    desk.run(&["check", "--fix", "--ignore", "duplication", "a.md"]);
    assert_eq!(desk.text("a.md").matches('\u{200B}').count(), 1);
    desk.write("a.md", &both);
    desk.run(&["check", "--fix", "--no-baseline", "a.md"]);
    assert!(!desk.text("a.md").contains('\u{200B}'));
}

#[test]
fn names_begin_at_the_baseline_wherever_newslint_runs() {
    let desk = adopted();
    let mut inside = desk.newslint(&["a.md"]);
    let output = inside.current_dir(desk.path("news")).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let absolute = desk.path("news/a.md");
    assert_eq!(desk.run(&[absolute.to_str().unwrap()]).code, Some(0));
    let arguments = ["--stdin-filename", "news/a.md", "-"];
    assert_eq!(desk.run_on(OLD, &arguments).code, Some(0));
    // Under another name, by a flag and by lint.toml.
    std::fs::rename(desk.path("newslint.baseline"), desk.path("known.txt")).unwrap();
    assert_eq!(desk.run(&["news"]).code, Some(1));
    assert_eq!(desk.run(&["news", "--baseline", "known.txt"]).code, Some(0));
    desk.write("lint.toml", format!("{WARNING}baseline = \"known.txt\"\n"));
    assert_eq!(desk.run(&["news"]).code, Some(0));
}

#[test]
fn a_broken_baseline_is_told_by_file_and_line() {
    let desk = adopted();
    let whole = desk.text("newslint.baseline");
    desk.write("newslint.baseline", format!("{whole}<<<<<<< ours\n"));
    for verb in [
        &["check"][..],
        &["baseline", "prune"],
        &["baseline", "show"],
    ] {
        let ran = desk.run(verb);
        assert_eq!(ran.code, Some(2), "{verb:?}");
        assert!(ran.err.contains("newslint.baseline:5:1"), "{}", ran.err);
        assert!(
            ran.err.contains("keep the entries of both sides"),
            "{}",
            ran.err
        );
    }
    desk.write("newslint.baseline", LETTER);
    assert!(desk.run(&[]).err.contains("this is no baseline"));
    desk.write("newslint.baseline", b"\xFF\xFE");
    assert_eq!(desk.run(&[]).code, Some(2));
    let missing = desk.run(&["--baseline", "none.baseline"]);
    assert_eq!(missing.code, Some(2));
    assert!(
        missing.err.contains("newslint baseline create"),
        "{}",
        missing.err
    );
}

#[test]
fn a_baseline_is_not_written_from_half_a_run() {
    let desk = Desk::with(&[("a.md", OLD)]);
    let made = desk.run(&["baseline", "create", "a.md", "missing.md"]);
    assert_eq!(made.code, Some(2));
    assert!(made.err.contains("the run is incomplete"), "{}", made.err);
    assert!(!desk.path("newslint.baseline").exists());
}

/// What a hostile lint.toml names lies in its folder.
#[test]
fn a_baseline_lies_in_the_folder_of_lint_toml() {
    let desk = Desk::with(&[
        ("secret.txt", "the secret\n"),
        ("site/lint.toml", "baseline = \"../secret.txt\"\n"),
        ("site/a.md", OLD),
    ]);
    let run = |arguments: &[&str]| {
        let mut command = desk.newslint(arguments);
        let output = command.current_dir(desk.path("site")).output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (code, err) = run(&["a.md"]);
    assert_eq!(code, Some(2));
    assert!(!err.contains("the secret"), "{err}");
    desk.write("site/lint.toml", "baseline = \"../new.txt\"\n");
    assert_eq!(run(&["baseline", "create"]).0, Some(2));
    assert!(!desk.path("new.txt").exists());
    assert_eq!(run(&["baseline", "create", "--trust-config"]).0, Some(0));
    assert!(desk.path("new.txt").exists());
}
