//! What the articles of a run prove of each other's characters.

use serde_json::json;

use crate::desk::{Desk, list};

#[test]
fn a_form_that_stands_once_is_compared_with_the_run_if_asked_for() {
    const DAYS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
    let article = |day: &str, odd: &str| {
        format!(
            "議會{day}日開會，討論碼頭條例的修正案，三名議員說修正案照顧離島居民，應該早日通過。\n\n\
             主席說，{odd}還有兩項細節未定，下周再議；船公司的代表旁聽，對收費的安排沒有意見。\n"
        )
    };
    let desk = Desk::with(&[]);
    for day in DAYS {
        let odd = if day == "癸" {
            "休正案"
        } else {
            "修正案"
        };
        desk.write(&format!("{day}.md"), article(day, odd));
    }
    let select = ["--select=wrong-character", "."];
    assert!(list(&desk.report(&select)).is_empty(), "off by default");

    desk.write(
        "lint.toml",
        "[lints]\nwrong-character = { across = true }\n",
    );
    let report = desk.report(&select);
    let [found] = &list(&report)[..] else {
        panic!("{report:#}");
    };
    assert_eq!(found["path"], json!("癸.md"));
    assert_eq!(found["text"], json!("休正案"));
    let values = json!({ "right": "修正案", "times": "29", "articles": "10" });
    assert_eq!(found["values"], values);
    for jobs in ["--jobs=1", "--jobs=2"] {
        let again = desk.report(&[jobs, select[0], select[1]]);
        assert_eq!(list(&again), list(&report), "{jobs}");
    }

    // Twice is no slip, and a word of one's own is right.
    desk.write("子.md", article("子", "休正案"));
    assert!(list(&desk.report(&select)).is_empty());
    desk.write("子.md", "");
    let own = "[lints]\nwrong-character = { across = true, words = [\"休正案\"] }\n";
    desk.write("lint.toml", own);
    assert!(list(&desk.report(&select)).is_empty());
}
