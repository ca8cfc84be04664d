//! What must hold for reports, whatever they hold.

use newslint::report::FORMATS;
use proptest::prelude::*;
use quick_xml::events::Event;

/// Is `text` a report in `format` that a reader of that format can read?
pub(crate) fn readable(format: &str, text: &str) -> Result<(), TestCaseError> {
    match format {
        "json" | "sarif" | "gitlab" | "rdjson" => json(format, text),
        "jsonl" => text.lines().try_for_each(|line| json(format, line)),
        "junit" | "checkstyle" => xml(format, text),
        "github" => {
            // The last line is no command, or the last of them.
            let commands = text.lines().count().saturating_sub(1);
            let mut lines = text.lines().take(commands);
            prop_assert!(lines.all(|line| line.starts_with("::")), "{text}");
            Ok(())
        }
        _ => Ok(()),
    }
}

/// `--output` for every format, into `folder`.
pub(crate) fn outputs(folder: &std::path::Path) -> Vec<String> {
    let names = FORMATS.iter().map(|format| format.name);
    let output = |name| format!("--output={name}={}", folder.join(name).display());
    names.map(output).collect()
}

fn json(format: &str, text: &str) -> Result<(), TestCaseError> {
    let read = serde_json::from_str::<serde_json::Value>(text);
    prop_assert!(read.is_ok(), "{format}: {read:?}");
    Ok(())
}

fn xml(format: &str, text: &str) -> Result<(), TestCaseError> {
    let is_forbidden =
        |c: char| (c < ' ' && !matches!(c, '\n' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    prop_assert!(!text.contains(is_forbidden), "{format}: no XML can hold it");
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let attributes = tag.attributes().collect::<Result<Vec<_>, _>>();
                prop_assert!(attributes.is_ok(), "{format}: {attributes:?}");
            }
            Ok(_) => {}
            Err(error) => prop_assert!(false, "{format}: {error}"),
        }
    }
}
