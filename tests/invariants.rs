//! What holds for any text: places map back, fixes do what they say, nothing panics, order does not matter.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

use std::path::Path;
use std::sync::Arc;

use newslint::Span;
use newslint::catalog::Catalog;
use newslint::config::Settings;
use newslint::document::{Document, Format};
use newslint::engine::Engine;
use newslint::finding::{Edit, fix};
use newslint::input::{self, FormatChoice, ReadOptions, Source, Target};
use proptest::prelude::*;

/// A piece of a paragraph: how it is written, and what a reader reads.
#[derive(Clone, Debug)]
struct Piece {
    markdown: String,
    prose: String,
}

fn piece() -> impl Strategy<Value = Piece> {
    let han = "[天地人山水火土金木移動开關學会，、]{1,6}";
    let of = |markdown: String, prose: &str| Piece {
        markdown,
        prose: prose.to_owned(),
    };
    prop_oneof![
        4 => han.prop_map(move |text| of(text.clone(), &text)),
        // Emphasis marks beside punctuation would be no marks.
        1 => "[地天移動国]{1,4}".prop_map(move |text| of(format!("中**{text}**中"), &format!("中{text}中"))),
        1 => Just(of("&amp;".into(), "&")),
        1 => Just(of("\\*".into(), "*")),
        1 => han.prop_map(move |text| of(format!("[{text}](https://example.org/a)"), &text)),
        1 => han.prop_map(move |text| of(format!("中\n{text}"), &format!("中{text}"))),
    ]
}

/// Paragraphs, each ending as a sentence.
fn article() -> impl Strategy<Value = Vec<Vec<Piece>>> {
    prop::collection::vec(prop::collection::vec(piece(), 1..6), 1..5)
}

fn written(article: &[Vec<Piece>], newline: &str) -> (String, Vec<String>) {
    let paragraphs = article.iter().map(|pieces| {
        let markdown: String = pieces.iter().map(|piece| piece.markdown.as_str()).collect();
        let prose: String = pieces.iter().map(|piece| piece.prose.as_str()).collect();
        (format!("春{markdown}。"), format!("春{prose}。"))
    });
    let (markdown, prose): (Vec<_>, Vec<_>) = paragraphs.unzip();
    (markdown.join("\n\n").replace('\n', newline), prose)
}

/// A text as the reader of a file gets it, in one of the forms that a file can have.
fn sources(text: &str) -> Vec<Source> {
    let bom = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
    let escaped: String = text
        .chars()
        .map(|c| {
            if c == '動' {
                "\\u52d5".to_owned()
            } else {
                serde_json::to_string(&c.to_string())
                    .unwrap()
                    .trim_matches('"')
                    .to_owned()
            }
        })
        .collect();
    let escaped = escaped.replace("\"\"", "\\\"");
    let line = format!("{{\"id\":1,\"text\":\"{escaped}\"}}\n");
    vec![
        first_article(text.as_bytes(), "a.md"),
        first_article(&bom, "b.md"),
        first_article(line.as_bytes(), "a.jsonl").with_format(Format::Markdown),
    ]
}

/// The articles of a file of this name and content.
fn articles(bytes: &[u8], path: &str) -> Vec<Source> {
    let target = Target::new(Path::new(path), FormatChoice::Auto);
    let opened = input::read(bytes, &target, &ReadOptions::default());
    opened.map_or_else(
        |_| Vec::new(),
        |opened| opened.articles().flatten().collect(),
    )
}

fn first_article(bytes: &[u8], path: &str) -> Source {
    articles(bytes, path).remove(0)
}

/// The file that a source was read from, as UTF-8: what its offsets point into.
fn file_of(source: &Source, text: &str) -> String {
    match &**source.path() {
        "b.md" => format!("\u{FEFF}{text}"),
        "a.jsonl" => {
            let whole = source.locate(Span::new(0, source.text().len()), "");
            let inner = whole.source.unwrap_or_default();
            format!("{{\"id\":1,\"text\":\"{inner}\"}}\n")
        }
        _ => text.to_owned(),
    }
}

proptest! {
    #[test]
    fn the_prose_is_what_a_reader_reads(article in article(), crlf in any::<bool>()) {
        let (markdown, wanted) = written(&article, if crlf { "\r\n" } else { "\n" });
        let document = Document::parse(&markdown, Format::Markdown);
        let read: Vec<&str> = document.blocks().iter().map(|block| document.slice(block.span)).collect();
        prop_assert_eq!(read, wanted);
    }

    #[test]
    fn every_character_maps_to_what_it_was_made_from(article in article(), crlf in any::<bool>()) {
        let (markdown, _) = written(&article, if crlf { "\r\n" } else { "\n" });
        let document = Document::parse(&markdown, Format::Markdown);
        for (at, c) in document.prose().char_indices() {
            let span = Span::new(at, at + c.len_utf8());
            let place = document.to_source(span);
            let raw = place.of(&markdown);
            prop_assert!(raw == c.to_string() || (c == '&' && raw == "&amp;") || raw == "\\*", "{c} was made from {raw}");
            prop_assert_eq!(document.to_prose(place), span);
        }
    }

    #[test]
    fn a_fix_makes_the_prose_that_it_promises(article in article(), pick in any::<prop::sample::Index>(), length in 1usize..4) {
        let (markdown, _) = written(&article, "\n");
        for source in sources(&markdown) {
            let document = Document::parse(source.text(), source.format());
            let prose = document.prose();
            let starts: Vec<usize> = prose.char_indices().map(|(at, _)| at).collect();
            let first = pick.index(starts.len());
            let end = starts.get(first + length).copied().unwrap_or(prose.len());
            let span = Span::new(starts[first], end);
            let Some(block) = document.block_at(span.start) else { continue };
            if !document.blocks()[block].span.contains(span) {
                continue;
            }
            let old = document.slice(span);
            let new: String = old.chars().map(|c| if c == '動' { '动' } else { '換' }).collect();
            let edit = Edit::new(span, new.clone());
            let lowered = document.lower(&edit).expect("a replacement of equal length goes around markup");
            let edits = source.lower(lowered).unwrap();
            let file = file_of(&source, &markdown);
            let fixed = fix::apply(&file, &edits).unwrap();
            let text = match &**source.path() {
                "a.jsonl" => first_article(fixed.as_bytes(), "a.jsonl").text().to_owned(),
                _ => fixed.trim_start_matches('\u{FEFF}').to_owned(),
            };
            let promised = fix::apply(prose, &[Edit::new(span, new)]).unwrap();
            let fixed = Document::parse(&text, Format::Markdown);
            prop_assert_eq!(fixed.prose(), promised);
        }
    }

    #[test]
    fn no_text_makes_a_lint_panic(text in "(\\PC|[\\n\\r\\t\\x00\\x0C]|[，。「」（）◆攝O0-9a-z]|[移动動國国的了])*", markdown in any::<bool>()) {
        let format = if markdown { Format::Markdown } else { Format::Text };
        let engine = engine();
        let outcome = engine.check(&Source::of_text("a", text.clone(), format));
        prop_assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
        for finding in outcome.findings {
            let range = finding.location.range.unwrap();
            prop_assert!(text.get(range.start.offset..range.end.offset).is_some());
            for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(text.get(edit.range.start.offset..edit.range.end.offset).is_some());
            }
        }
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for path in ["a.md", "a.txt", "a.jsonl"] {
            for source in articles(&bytes, path) {
                prop_assert!(engine().check(&source).problems.is_empty());
            }
        }
    }
}

fn engine() -> &'static Engine {
    static ENGINE: std::sync::OnceLock<Engine> = std::sync::OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(Arc::new(Catalog::builtin()), Settings::default()).unwrap())
}
