//! What must hold.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, OnceLock};

use encoding_rs::Encoding;
use newslint::Span;
use newslint::catalog::Catalog;
use newslint::config::{self, Settings};
use newslint::document::{Document, Format};
use newslint::engine::Engine;
use newslint::finding::{Applicability, Edit, Finding, Location, PlacedEdit, fix};
use newslint::input::decode::{decode, encode};
use newslint::input::{self, EncodingChoice, FormatChoice, ReadOptions, Source, Target};
use proptest::prelude::*;

use crate::reports;

type Outcome = Result<(), TestCaseError>;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(Arc::new(Catalog::builtin()), Settings::default()).unwrap())
}

/// The articles of a file that is named `name`.
fn articles(bytes: &[u8], name: &str) -> Vec<Source> {
    let target = Target::new(Path::new(name), FormatChoice::Auto);
    let opened = input::read(bytes, &target, &ReadOptions::default());
    let articles = opened.into_iter().flat_map(input::Opened::articles);
    articles.filter_map(Result::ok).collect()
}

/// Decoding says where it failed, and what it could read it can write again.
pub(crate) fn decodes(bytes: &[u8]) -> Outcome {
    let named = ["utf-8", "gb18030", "big5", "utf-16le", "utf-16be"];
    let named = named.map(|label| label.parse::<EncodingChoice>().unwrap());
    for choice in [EncodingChoice::Auto].into_iter().chain(named) {
        let Ok(decoded) = decode(bytes.to_vec(), choice) else {
            continue;
        };
        for span in &decoded.invalid {
            let lost = decoded.text.get(span.start..span.end);
            prop_assert!(
                lost.is_some_and(|lost| lost.chars().all(|c| c == '\u{FFFD}')),
                "{span:?} is no loss"
            );
        }
        prop_assert!(matches!(decoded.bom, 0 | 3));
        if let Some(written) = encode(&decoded.text, decoded.encoding) {
            let again = decode(written, EncodingChoice::Fixed(decoded.encoding)).unwrap();
            prop_assert!(
                decoded.text.starts_with('\u{FEFF}') || again.text == decoded.text,
                "another text after writing it"
            );
        }
    }
    Ok(())
}

/// Places are what they say, edits are apart, and an article is told the same twice.
pub(crate) fn article(bytes: &[u8], name: &str) -> Outcome {
    let text = String::from_utf8_lossy(bytes);
    let mut all = Vec::new();
    for source in articles(text.as_bytes(), name) {
        document(source.text(), source.format())?;
        let outcome = engine().check(&source);
        prop_assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
        prop_assert_eq!(&outcome.findings, &engine().check(&source).findings);
        for finding in &outcome.findings {
            places(finding, &text)?;
        }
        all.extend(outcome.findings);
    }
    for applicability in [Applicability::Safe, Applicability::Unsafe] {
        let edits = fix::round(&all, applicability);
        apart(&edits, &text, "a round")?;
        let fixed = fix::apply(&text, &edits);
        prop_assert!(fixed.is_ok(), "{fixed:?}");
        let fixed = fixed.unwrap_or_default();
        if name.ends_with("jsonl") {
            records_stay(&text, &fixed, &edits)?;
        }
    }
    Ok(())
}

/// Blocks and sentences stand in order, and lead back into the text.
fn document(text: &str, format: Format) -> Outcome {
    let document = Document::parse(text, format);
    let prose = document.prose();
    let mut end = 0;
    for block in document.blocks() {
        prop_assert!(block.span.start >= end, "blocks overlap");
        end = block.span.end;
        prop_assert!(
            prose
                .get(block.span.start..end)
                .is_some_and(|text| !text.trim().is_empty())
        );
        prop_assert!(
            text.get(block.source.start..block.source.end).is_some(),
            "{:?}",
            block.source
        );
        let source = document.to_source(block.span);
        prop_assert!(
            text.get(source.start..source.end).is_some(),
            "{source:?} of {:?}",
            block.span
        );
        let mut sentence_end = block.span.start;
        for sentence in &document.sentences()[block.sentences.clone()] {
            prop_assert!(
                sentence.start >= sentence_end && sentence.end <= end,
                "{sentence:?}"
            );
            prop_assert!(prose.get(sentence.start..sentence.end).is_some());
            sentence_end = sentence.end;
        }
    }
    for span in document.verbatim() {
        prop_assert!(
            prose.get(span.start..span.end).is_some(),
            "verbatim {span:?}"
        );
    }
    Ok(())
}

/// Each place of a finding cuts out of the file what the finding says stands there.
fn places(finding: &Finding, file: &str) -> Outcome {
    let related = finding.related.iter().map(|related| &related.location);
    for location in [&finding.location].into_iter().chain(related) {
        place(&finding.lint, location, file)?;
    }
    for fix in &finding.fixes {
        let edits: Vec<Edit> = fix.edits.iter().map(PlacedEdit::edit).collect();
        apart(&edits, file, &finding.lint)?;
    }
    Ok(())
}

fn place(of: &str, location: &Location, file: &str) -> Outcome {
    let Some(range) = location.range else {
        return Ok(());
    };
    let (start, end) = (range.start.offset, range.end.offset);
    let stands = (start <= end).then(|| file.get(start..end)).flatten();
    let said = location.source.as_deref().unwrap_or(&location.text);
    prop_assert!(
        stands == Some(said),
        "{of}: {start}..{end} is {stands:?}, not {said:?}"
    );
    for position in [range.start, range.end] {
        let before = file.get(..position.offset).unwrap_or_default();
        // A line ends with `\n`, with `\r\n` or with `\r` alone.
        let ends: Vec<usize> = before
            .char_indices()
            .filter(|(at, c)| *c == '\n' || *c == '\r' && !file[at + 1..].starts_with('\n'))
            .map(|(at, _)| at + 1)
            .collect();
        let line = &before[ends.last().copied().unwrap_or(0)..];
        // A byte order mark is no character of the file; elsewhere U+FEFF is one.
        let line = line
            .strip_prefix('\u{FEFF}')
            .filter(|_| ends.is_empty())
            .unwrap_or(line);
        prop_assert!(
            position.line == ends.len() + 1,
            "{of}: line {}",
            position.line
        );
        prop_assert!(
            position.column == line.chars().count() + 1,
            "{of}: column {}",
            position.column
        );
        prop_assert!(
            position.utf16_column == line.encode_utf16().count() + 1,
            "{of}: UTF-16 column"
        );
        prop_assert!(
            position.byte_column == line.len() + 1,
            "{of}: column in bytes"
        );
    }
    Ok(())
}

/// Edits stand in order, overlap nowhere, and cut no character.
fn apart(edits: &[Edit], file: &str, of: &str) -> Outcome {
    let mut at = 0;
    for Edit { span, .. } in edits {
        prop_assert!(at <= span.start, "edits of {of} overlap: {edits:?}");
        prop_assert!(
            file.get(span.start..span.end).is_some(),
            "an edit of {of} cuts: {span:?}"
        );
        at = span.end;
    }
    Ok(())
}

/// A fix leaves as many records as there were; what was JSON still is, and what no edit touches stays.
fn records_stay(before: &str, after: &str, edits: &[Edit]) -> Outcome {
    let is_json = |line: &&str| serde_json::from_str::<serde_json::Value>(line).is_ok();
    let count = |text: &str| text.split('\n').filter(is_json).count();
    prop_assert_eq!(text_lines(before), text_lines(after), "lines come or go");
    prop_assert!(
        count(after) >= count(before),
        "a record is none any more: {edits:?}"
    );
    Ok(())
}

fn text_lines(text: &str) -> usize {
    text.matches('\n').count()
}

/// The program, run on a folder.
fn newslint(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newslint"));
    command
        .current_dir(folder)
        .args(["check", "--isolated"])
        .args(arguments);
    command.output().unwrap()
}

/// The files, each as one of every kind that newslint reads.
fn folder(files: &[Vec<u8>]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (number, bytes) in files.iter().enumerate() {
        for extension in ["md", "txt", "html", "jsonl", "json", "csv"] {
            fs::write(folder.path().join(format!("{number}.{extension}")), bytes).unwrap();
        }
    }
    folder
}

/// What `folder` holds now, by name.
fn content(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths
        .map(|path| (name(&path), fs::read(&path).unwrap()))
        .collect()
}

/// A run ends as runs end, and the same for any number of threads and size of batches.
pub(crate) fn a_whole_run(files: &[Vec<u8>]) -> Outcome {
    let folder = folder(files);
    let run = |arguments: &[&str]| newslint(folder.path(), arguments);
    let one = run(&["--format=json", "--jobs=1", "."]);
    let complaint = String::from_utf8_lossy(&one.stderr);
    prop_assert!(
        matches!(one.status.code(), Some(0..=2)),
        "{:?}: {complaint}",
        one.status
    );
    let report: serde_json::Value = serde_json::from_slice(&one.stdout).unwrap();
    prop_assert!(
        !report["errors"].to_string().contains("lint-panic"),
        "{}",
        report["errors"]
    );
    let more = run(&["--format=json", "--jobs=3", "--batch=1", "."]);
    prop_assert!(one == more, "another report with three threads");
    let reports = tempfile::tempdir().unwrap();
    let outputs = reports::outputs(reports.path());
    let arguments: Vec<&str> = outputs.iter().map(String::as_str).chain(["."]).collect();
    let all = run(&arguments);
    prop_assert_eq!(all.status.code(), one.status.code());
    for (format, bytes) in content(reports.path()) {
        let text = String::from_utf8(bytes).unwrap();
        reports::readable(&format, &text)?;
    }
    Ok(())
}

/// Fixes settle, leave the file readable in its encoding, and write nothing where they are refused.
pub(crate) fn fixing_settles(files: &[Vec<u8>]) -> Outcome {
    for flags in [&["--fix"][..], &["--fix", "--unsafe-fixes"]] {
        let folder = folder(files);
        let run = || newslint(folder.path(), &[flags, &["--format=concise", "."]].concat());
        let before = content(folder.path());
        let first = run();
        let complaint = String::from_utf8_lossy(&first.stderr);
        prop_assert!(
            matches!(first.status.code(), Some(0..=2)),
            "{:?}: {complaint}",
            first.status
        );
        let once = content(folder.path());
        prop_assert!(before.keys().eq(once.keys()), "files come or go");
        for (name, after) in once.iter().filter(|(name, after)| before[*name] != **after) {
            let refused = complaint.contains(&format!("{name}: is not fixed"));
            prop_assert!(!refused, "{name} is refused and written");
            if let Ok(read) = decode(before[name].clone(), EncodingChoice::Auto) {
                readable(after, read.encoding, name)?;
            }
        }
        run();
        for (name, twice) in content(folder.path()) {
            let (once, twice) = (crate::shown(&once[&name]), crate::shown(&twice));
            prop_assert!(
                once == twice,
                "{flags:?} changes {name} again: {once} then {twice}"
            );
        }
    }
    Ok(())
}

fn readable(bytes: &[u8], encoding: &'static Encoding, name: &str) -> Outcome {
    let read = decode(bytes.to_vec(), EncodingChoice::Fixed(encoding));
    prop_assert!(
        read.is_ok_and(|read| read.invalid.is_empty()),
        "{name} is no {} any more",
        encoding.name()
    );
    Ok(())
}

/// A text that many lints look at.
const ARTICLE: &str = "天文台預料明日有雨，移动漁船清早駛出港口，工程費1O5億元（今日天氣晴朗。\n\n天文台預料明日有雨，移动漁船清早駛出港口\n\n以下三點：\n\n- 甲\n- 乙\n";

/// Whatever lint.toml says, it is taken or refused, and then articles are linted.
pub(crate) fn settings(bytes: &[u8]) -> Outcome {
    let text = String::from_utf8_lossy(bytes);
    // Lint folders and files outside are read; that belongs to the other target.
    if text.contains("extend") {
        return Ok(());
    }
    let parsed = config::parse(&text, Path::new("lint.toml"), false, |_| {
        Ok(Catalog::builtin())
    });
    match parsed {
        Ok(config) => {
            if let Ok(engine) = Engine::new(Arc::new(config.catalog), config.settings) {
                let outcome = engine.check(&Source::of_text("a.md", ARTICLE, Format::Markdown));
                prop_assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
            }
        }
        Err(report) => drop(format!("{report:?}")),
    }
    Ok(())
}

/// Whatever a lint file says, it is taken or refused, and then articles are linted.
pub(crate) fn lint_file(bytes: &[u8]) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("house-word.toml"), bytes).unwrap();
    let mut catalog = Catalog::builtin();
    if let Err(report) = catalog.extend(folder.path(), true) {
        drop(format!("{report:?}"));
        return Ok(());
    }
    let mut settings = Settings::default();
    settings.rules.select = vec!["house-word".to_owned()];
    let engine = Engine::new(Arc::new(catalog), settings).unwrap();
    for format in [Format::Markdown, Format::Text, Format::Html] {
        let source = Source::of_text("a.md", ARTICLE, format);
        let outcome = engine.check(&source);
        prop_assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
        for finding in &outcome.findings {
            places(finding, ARTICLE)?;
        }
        let edits = fix::round(&outcome.findings, Applicability::Unsafe);
        apart(&edits, ARTICLE, "a round")?;
        let whole = Span::new(0, ARTICLE.len());
        prop_assert!(edits.iter().all(|edit| whole.contains(edit.span)));
    }
    Ok(())
}
