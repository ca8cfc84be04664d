//! The work of finding breaks grows with the text, not with its square: what is counted is steps, not seconds.

use newslint::document::{Document, Format};
use newslint::evidence::breaks::Breaks;

/// Steps for twice the text may be this many times as many, and a little.
const LINEAR: f64 = 2.1;
/// Without optimization a tenth of the text shows as much.
const SCALE: usize = if cfg!(debug_assertions) { 1 } else { 10 };

fn steps(paragraphs: impl Iterator<Item = String>) -> usize {
    let text: Vec<String> = paragraphs.collect();
    let text = text.join("\n\n");
    Breaks::of(&Document::parse(&text, Format::Markdown)).steps
}

/// Twice the paragraphs ask for about twice the steps.
fn assert_linear(count: usize, paragraph: impl Fn(usize) -> String) {
    let of = |count| steps((0..count).map(&paragraph));
    let (once, twice) = (of(count), of(2 * count));
    assert!(once > 0, "nothing was weighed");
    assert!(
        twice as f64 <= once as f64 * LINEAR + 1000.0,
        "{count} paragraphs: {once} steps, {}: {twice}",
        2 * count
    );
}

/// A character of the ordinary ones, another for each number.
fn han(number: usize) -> char {
    let offset = u32::try_from(number * 37 % 3000).unwrap_or(0);
    char::from_u32(0x4E00 + offset).unwrap_or('文')
}

#[test]
fn paragraphs_that_are_all_cut() {
    assert_linear(300 * SCALE, |number| {
        let (one, two) = (han(number), han(number / 7 + 1));
        format!(
            "{one}務處昨日表示，碼頭的工程已經展開，預計明年可以完成第{number}期，居民出入會更加方便，{two}{one}"
        )
    });
}

#[test]
fn short_paragraphs() {
    assert_linear(5000 * SCALE, |number| {
        format!("{}門，代表出席", han(number))
    });
}

#[test]
fn credits_that_run_into_text() {
    assert_linear(300 * SCALE, |number| {
        let (one, two) = (han(number), han(number / 7 + 1));
        if number % 2 == 0 {
            format!("記者林小雨攝{one}門的代表出席了儀式，並且感謝各界的支持。")
        } else {
            format!("{two}務處昨日表示，{one}碼頭的工程已經展開，預計明年年底以前可以完成，{two}關")
        }
    });
}
