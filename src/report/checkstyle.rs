//! Checkstyle's XML: what Jenkins, reviewdog and many other services read of linters.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, Event};

use super::emit::{Emitter, ReportFormat, Style, Suppressed, Totals};
use super::entry::{Entries, Entry};
use super::visible::visible;
use crate::finding::Finding;

pub(super) const FORMAT: ReportFormat = ReportFormat {
    name: "checkstyle",
    about: "Checkstyle XML, for Jenkins and others",
    for_people: false,
    waits: true,
    suppressed: Suppressed::Never,
    extensions: &["xml"],
    emitter: |style: Style<'_>| {
        let entries = Entries::new(style.wording);
        Box::new(Checkstyle { entries })
    },
};

struct Checkstyle<'c> {
    entries: Entries<'c>,
}

impl Emitter for Checkstyle<'_> {
    fn finding(&mut self, finding: &Finding, _: &mut dyn Write) -> io::Result<()> {
        self.entries.add(finding);
        Ok(())
    }

    fn end(&mut self, totals: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut entries = self.entries.take(totals.problems);
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        let mut writer = Writer::new_with_indent(out, b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let version = env!("CARGO_PKG_VERSION");
        let root = BytesStart::new("checkstyle").with_attributes([("version", version)]);
        writer.write_event(Event::Start(root))?;
        for entries in entries.chunk_by(|a, b| a.path == b.path) {
            let name = visible(&entries[0].path);
            let file = BytesStart::new("file").with_attributes([("name", &*name)]);
            writer.write_event(Event::Start(file))?;
            for entry in entries {
                writer.write_event(Event::Empty(error(entry)))?;
            }
            writer.write_event(Event::End(BytesEnd::new("file")))?;
        }
        writer.write_event(Event::End(BytesEnd::new("checkstyle")))?;
        writeln!(writer.into_inner())
    }
}

/// What XML cannot hold is no part of an entry any more: its texts have been made visible.
fn error(entry: &Entry) -> BytesStart<'static> {
    let mut error = BytesStart::new("error");
    if let Some(line) = entry.first_line() {
        error.push_attribute(("line", line.to_string().as_str()));
    }
    if let Some(range) = entry.range {
        error.push_attribute(("column", range.start.column.to_string().as_str()));
    }
    error.push_attribute(("severity", entry.severity.as_str()));
    let message = entry.told().replace('\n', " — ");
    error.push_attribute(("message", message.as_str()));
    error.push_attribute(("source", format!("newslint.{}", entry.code).as_str()));
    error
}
