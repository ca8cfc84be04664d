//! Twice the text asks for about twice the time, and makes a report of about twice the length, whatever it looks like.
//!
//! What is measured is the time that the system gave to the thread, not that which went by; and the quarter of it, so
//! that work which grows with the square would show as sixteen times.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on should say where, and one that is skipped why"
)]

use std::fmt::Write;
use std::fs;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use newslint::catalog::Catalog;
use newslint::config::Settings;
use newslint::document::Format;
use newslint::engine::Engine;
use newslint::input::Source;

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::new(Arc::new(Catalog::builtin()), Settings::default()).unwrap());

/// Nanoseconds that this thread has run, where the system tells.
fn time_of_thread() -> Option<u64> {
    // The account is brought up to date when the thread rests.
    std::thread::sleep(Duration::from_micros(50));
    let account = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    account.split(' ').next()?.parse().ok()
}

/// What linting `text` takes, in nanoseconds of this thread, and how long all is that it says.
fn cost(text: &str, format: Format) -> (Option<u64>, usize) {
    let source = Source::of_text("a", text, format);
    let begun = time_of_thread();
    let outcome = ENGINE.check(&source);
    let ended = time_of_thread();
    assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
    let said = outcome
        .findings
        .iter()
        .map(|finding| format!("{finding:?}").len());
    (
        ended.zip(begun).map(|(ended, begun)| ended - begun),
        said.sum(),
    )
}

/// Four times the text, as `of` writes it of so many pieces, costs four times as much, and no more than twice that.
fn assert_linear(format: Format, count: usize, of: impl Fn(usize) -> String) {
    let (small, large) = (of(count), of(4 * count));
    let size = large.len() as f64 / small.len() as f64;
    // What is compiled or read at the first use belongs to no text, and another program may have had the cache.
    for tries_left in [2, 1, 0] {
        let ((quick, short), (slow, long)) = (cost(&small, format), cost(&large, format));
        assert!(
            long as f64 <= short as f64 * size * 1.3 + 20_000.0,
            "the report has {short} bytes, then {long}, of {} and {}",
            small.len(),
            large.len()
        );
        let Some((quick, slow)) = quick.zip(slow) else {
            println!("skipped: the system does not tell the time of a thread");
            return;
        };
        if slow as f64 <= quick as f64 * size * 2.0 + 5e6 {
            return;
        }
        assert!(
            tries_left > 0,
            "{} bytes take {quick} ns, {} take {slow}",
            small.len(),
            large.len()
        );
    }
}

/// A character of the ordinary ones, another for each number.
fn han(number: usize) -> char {
    let offset = u32::try_from(number * 7919 % 3000).unwrap();
    char::from_u32(0x4E00 + offset).unwrap()
}

/// So many of them.
fn words(from: usize, count: usize) -> String {
    (from..from + count)
        .map(|number| han(number * number + 3 * number))
        .collect()
}

/// The pieces of all numbers, one after the other.
fn pieces(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

#[test]
fn short_lines() {
    assert_linear(Format::Text, 900, |count| "天地人\r\n".repeat(count));
    assert_linear(Format::Text, 400, |count| {
        pieces(count, |number| {
            format!("{}\n", words(number, 4 + number % 9))
        })
    });
}

#[test]
fn a_text_without_a_mark() {
    assert_linear(Format::Text, 20_000, |count| words(0, count));
}

#[test]
fn lines_of_a_page() {
    assert_linear(Format::Text, 120, |count| {
        pieces(count, |number| format!("{}\n", words(40 * number, 40)))
    });
}

#[test]
fn equal_paragraphs() {
    let line = "港務處昨日表示碼頭的工程已經完成，居民出入會更加方便。";
    assert_linear(Format::Markdown, 150, |count| {
        format!("{line}\n\n").repeat(count)
    });
    // A and B by turns: runs of two that would grow into each other.
    assert_linear(Format::Text, 80, |count| {
        format!("{line}\n\n{}\n\n", line.replace('港', "船")).repeat(count)
    });
}

#[test]
fn nearly_equal_paragraphs() {
    assert_linear(Format::Markdown, 60, |count| {
        pieces(count, |number| {
            let (one, two) = (han(number), han(number + 900));
            format!(
                "港務處{one}日表示碼頭的工程{two}經完成，第{number}期居民出入會更加方便，有關部門表示歡迎。\n\n"
            )
        })
    });
}

#[test]
fn many_findings_on_one_line() {
    for piece in ["天地（", "天」地", "天\u{200B}地", "天\u{E000}", "1O5，"] {
        assert_linear(Format::Text, 700, |count| piece.repeat(count));
    }
    // What closes nothing, under much that is open; and that of other paragraphs.
    assert_linear(Format::Text, 1500, |count| {
        format!("{}\n\n{}", "天「".repeat(count), "地》".repeat(count))
    });
    assert_linear(Format::Text, 1500, |count| {
        format!("{}{}", "天「".repeat(count), "地》移动".repeat(count))
    });
}

#[test]
fn of_very_many_places_the_first_have_their_lines() {
    let count = 3000;
    let marks = "天地\u{200B}".repeat(count);
    let findings = |text: &str| {
        let source = Source::of_text("a", text, Format::Markdown);
        let findings = ENGINE.check(&source).alone();
        let told = findings.into_iter();
        told.filter(|finding| &*finding.lint == "invisible-character")
            .collect::<Vec<_>>()
    };
    let [told] = &findings(&marks)[..] else {
        panic!("they are told as one");
    };
    assert_eq!((told.places, told.all_places().count()), (count, count));
    assert_eq!(told.fixes[0].edits.len(), count, "the fix mends all");
    // What is silenced stays for itself.
    let silenced = findings(&format!("<!-- newslint-disable-file -->\n\n{marks}\n"));
    assert_eq!(silenced.len(), count);
    let with_lines = silenced
        .iter()
        .filter(|finding| finding.location.context.is_some());
    assert_eq!(with_lines.count(), 1000);
}

#[test]
fn addresses_pictures_and_credits() {
    for piece in [
        "見 http://a.b/c 天氣。",
        "見 www.a.b/c 天氣，",
        "（記者何小雨攝）漁船清早駛出港口。",
    ] {
        assert_linear(Format::Markdown, 800, |count| piece.repeat(count));
    }
    assert_linear(Format::Markdown, 500, |count| {
        "![天](a.png)\n\n".repeat(count)
    });
}

#[test]
fn lost_characters_among_other_findings() {
    assert_linear(Format::Text, 250, |count| {
        "天\u{FFFD}地人，工程費1O5億。浣犲ソ涓栫晫\n\n".repeat(count)
    });
}

#[test]
fn nested_lists_quotes_and_elements() {
    // Twice as deep is four times as long.
    let list = |depth: usize| pieces(depth, |level| format!("{}- 天地\n", "  ".repeat(level)));
    assert_linear(Format::Markdown, 60, |count| list(count.isqrt() * 12));
    assert_linear(Format::Markdown, 4000, |count| {
        format!("{} 天地人。\n", ">".repeat(count))
    });
    assert_linear(Format::Html, 1500, |count| {
        format!(
            "{}天地人。{}",
            "<div>".repeat(count),
            "</div>".repeat(count)
        )
    });
}

#[test]
fn many_words_of_the_other_script() {
    assert_linear(Format::Markdown, 80, |count| {
        pieces(count, |number| {
            format!("{}移动、开关。\n\n", words(30 * number, 30))
        })
    });
}

#[test]
fn few_words_of_latin_letters() {
    let few = [
        "the", "market", "said", "of", "news", "in", "report", "city", "river", "and", "to", "a",
    ];
    assert_linear(Format::Text, 90, |count| {
        let mut text = String::new();
        for number in 0..count {
            let sentence: Vec<&str> = (0..12)
                .map(|at| few[(number * number + at * (number % 7 + 3)) % few.len()])
                .collect();
            write!(
                text,
                "{}. {}",
                sentence.join(" "),
                if number % 10 == 0 { "\n\n" } else { "" }
            )
            .unwrap();
        }
        text
    });
}
