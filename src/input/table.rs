//! Tables: CSV, TSV and what else spreadsheets write. One article a row, its text in a cell.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::cutter::{Cut, Cutter};
use super::fields::{self, FieldNames};
use super::format::{Content, FileFormat};
use super::records::{Fields, Malformed, Records, TAG};
use super::{Problem, ProblemKind, ReadOptions};
use crate::Span;
use crate::document::{MapBuilder, SourceMap};

/// What may stand between two cells.
const DELIMITERS: [u8; 4] = *b",\t;|";

/// A table.
struct Table {
    /// What stands between cells.
    delimiter: u8,
    /// The names of the columns; none where the first row is an article already.
    columns: Vec<String>,
    names: FieldNames,
}

pub(super) static FORMAT: FileFormat = FileFormat {
    name: "csv",
    extensions: &["csv", "tsv"],
    content: Content::Records(form),
    looks_like: Some(looks_like),
};

/// Does the heading of the table that begins with `head` name a column of text?
fn looks_like(head: &str, names: &FieldNames) -> bool {
    let heading = head
        .trim_start_matches('\u{FEFF}')
        .lines()
        .next()
        .unwrap_or_default();
    DELIMITERS.iter().any(|delimiter| {
        let columns = headings(heading, *delimiter);
        columns.len() > 1
            && names
                .texts()
                .iter()
                .any(|name| column(&columns, name).is_some())
    })
}

/// Reads the heading: which columns there are, and what stands between cells.
fn form(text: &mut Cutter<'_>, options: &ReadOptions) -> Result<Arc<dyn Records>, Problem> {
    let names = options.fields.clone();
    text.more()?;
    // Excel is told the delimiter so, and shows no such row.
    let told = text.rest().strip_prefix("sep=");
    let told = told.and_then(|rest| rest.bytes().next());
    if told.is_some() {
        let line = text.rest().find('\n');
        text.skip(line.map_or(text.rest().len(), |end| end + 1));
        text.more()?;
    }
    let mut best = Heading::default();
    for delimiter in told.map_or(DELIMITERS.to_vec(), |told| vec![told]) {
        let length = row(text, delimiter)?;
        let columns = headings(Span::new(0, length).of(text.rest()), delimiter);
        let is_there = |name: &&&str| column(&columns, name).is_some();
        let heading = Heading {
            named: names.texts().iter().filter(is_there).count(),
            columns,
            delimiter,
            length,
        };
        if heading.rank() > best.rank() {
            best = heading;
        }
    }
    if best.named > 0 {
        text.skip(best.length);
    } else if names.text.iter().any(|name| number(name).is_some()) {
        best.columns.clear();
    } else if !text.rest().is_empty() {
        let kind = ProblemKind::NoColumn(names.told(), best.columns);
        return Err(text.problem(kind));
    }
    Ok(Arc::new(Table {
        delimiter: best.delimiter,
        columns: best.columns,
        names,
    }))
}

/// The first row of a table, if `delimiter` stands between its cells.
#[derive(Default)]
struct Heading {
    delimiter: u8,
    columns: Vec<String>,
    /// How many of them hold text, by their names.
    named: usize,
    length: usize,
}

impl Heading {
    fn rank(&self) -> (usize, usize) {
        (self.named, self.columns.len())
    }
}

thread_local! {
    /// What reads rows, by delimiter: to make one takes as long as to lint a short article. A copy of it would not do: in
    /// version 0.1.13 of `csv-core` it forgets where cells end.
    static READERS: RefCell<BTreeMap<u8, Reader>> = const { RefCell::new(BTreeMap::new()) };
}

/// Calls `read` with a reader that stands before a row.
fn with_reader<T>(delimiter: u8, read: impl FnOnce(&mut Reader) -> T) -> T {
    READERS.with_borrow_mut(|readers| {
        let reader = readers
            .entry(delimiter)
            .or_insert_with(|| ReaderBuilder::new().delimiter(delimiter).build());
        reader.reset();
        read(reader)
    })
}

/// The names of the columns that the row `heading` gives.
fn headings(heading: &str, delimiter: u8) -> Vec<String> {
    let cells = cells(heading, delimiter);
    let name = |cell: Span| decode(heading, cell).0.trim().to_owned();
    cells.into_iter().map(name).collect()
}

/// The column `name`, whatever the case of its letters.
fn column(columns: &[String], name: &str) -> Option<usize> {
    columns
        .iter()
        .position(|column| column.eq_ignore_ascii_case(name))
}

/// The column that `name` counts, from 1, in a table without a heading.
fn number(name: &str) -> Option<usize> {
    name.parse::<usize>().ok()?.checked_sub(1)
}

/// The length of the row at the front of `text`, with its line end; all of it where the file ends inside a row.
fn row(text: &mut Cutter<'_>, delimiter: u8) -> Result<usize, Problem> {
    with_reader(delimiter, |reader| row_by(reader, text))
}

fn row_by(reader: &mut Reader, text: &mut Cutter<'_>) -> Result<usize, Problem> {
    let mut at = 0;
    let mut cell = [0; 1 << 10];
    loop {
        let rest = text.rest().as_bytes().get(at..).unwrap_or_default();
        let (read, length, _) = if rest.is_empty() {
            (ReadFieldResult::InputEmpty, 0, 0)
        } else {
            reader.read_field(rest, &mut cell)
        };
        at += length;
        match read {
            ReadFieldResult::Field { record_end: true } => {
                let is_split = text.rest().as_bytes().get(at - 1..=at) == Some(b"\r\n");
                return Ok(at + usize::from(is_split));
            }
            ReadFieldResult::InputEmpty if !text.more()? => return Ok(at),
            ReadFieldResult::End => return Ok(at),
            _ => {}
        }
    }
}

/// The cells of the row `raw`, with their quotation marks.
fn cells(raw: &str, delimiter: u8) -> Vec<Span> {
    with_reader(delimiter, |reader| cells_by(reader, raw))
}

fn cells_by(reader: &mut Reader, raw: &str) -> Vec<Span> {
    let row = raw.trim_end_matches(['\n', '\r']);
    let mut cells = Vec::new();
    let (mut from, mut at) = (0, 0);
    let mut cell = [0; 1 << 10];
    loop {
        let rest = row.as_bytes().get(at..).unwrap_or_default();
        let (read, length, _) = reader.read_field(rest, &mut cell);
        at += length;
        match read {
            ReadFieldResult::Field { record_end: false } => {
                cells.push(Span::new(from, at - 1));
                from = at;
            }
            ReadFieldResult::Field { record_end: true } | ReadFieldResult::End => {
                cells.push(Span::new(from, row.len()));
                return cells;
            }
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
        }
    }
}

/// Does `cell` begin with a quotation mark that nothing closes?
fn is_open(cell: &str) -> bool {
    let inner = cell.strip_prefix('"');
    inner.is_some_and(|inner| inner.matches('"').count().is_multiple_of(2))
}

/// What `cell` of the row `raw` says: a mark that is doubled within quotation marks is one.
fn decode(raw: &str, cell: Span) -> (String, SourceMap) {
    let mut builder = MapBuilder::new(raw);
    builder.removed_to(cell.start);
    if cell.of(raw).starts_with('"') {
        builder.removed_to(cell.start + 1);
        while let Some(mark) = Span::new(builder.position(), cell.end).of(raw).find('"') {
            let at = builder.position() + mark;
            builder.literal_to(at);
            if Span::new(at, cell.end).of(raw).starts_with("\"\"") {
                builder.decoded_to(at + 2, "\"");
            } else {
                builder.removed_to(at + 1);
                break;
            }
        }
    }
    builder.literal_to(cell.end);
    let (text, map) = builder.finish();
    (text.into_owned(), map)
}

impl Records for Table {
    fn cut(&self, text: &mut Cutter<'_>) -> Result<Option<Cut>, Problem> {
        loop {
            let blank = text.rest().len() - text.rest().trim_start_matches(['\n', '\r']).len();
            text.skip(blank);
            if !text.rest().is_empty() {
                break;
            }
            if !text.more()? {
                return Ok(None);
            }
        }
        let length = row(text, self.delimiter)?;
        Ok(Some(text.take(length)))
    }

    fn read(&self, raw: &str) -> Result<Fields, Malformed> {
        let cells = cells(raw, self.delimiter);
        if cells.last().is_some_and(|last| is_open(last.of(raw))) {
            return Err(Malformed::OpenQuote);
        }
        if !self.columns.is_empty() && cells.len() > self.columns.len() {
            return Err(Malformed::Cells(cells.len(), self.columns.len()));
        }
        let cell = |name: &str| {
            let number = column(&self.columns, name)
                .or_else(|| number(name).filter(|_| self.columns.is_empty()));
            cells.get(number?).copied()
        };
        let texts = self.names.read(|name| {
            let cell = cell(name).into_iter();
            cell.map(|span| fields::field(name, span, decode(raw, span)))
                .collect()
        })?;
        let plain = |name: &str| cell(name).map(|cell| decode(raw, cell).0);
        Ok(self.names.fields(texts, plain))
    }

    fn escape(&self, value: &str, field: &str) -> Option<String> {
        if field.starts_with('"') {
            return Some(value.replace('"', "\"\""));
        }
        let ends = |c: char| matches!(c, '"' | '\n' | '\r') || c == char::from(self.delimiter);
        (!value.contains(ends)).then(|| value.to_owned())
    }

    fn can_lose_records(&self) -> bool {
        true
    }

    fn tagged(&self, raw: &str, tag: Option<&str>) -> Option<String> {
        let row = raw.trim_end_matches(['\n', '\r']);
        let mut cells = cells(raw, self.delimiter).len();
        let mut tagged = row.to_owned();
        // A row may have fewer cells than the heading.
        while cells < self.columns.len() {
            tagged.push(char::from(self.delimiter));
            cells += 1;
        }
        tagged.push(char::from(self.delimiter));
        if let Some(tag) = tag {
            tagged.extend(["\"", &tag.replace('"', "\"\""), "\""]);
        }
        let end = raw.get(row.len()..).unwrap_or_default();
        let has_room = column(&self.columns, TAG).is_none();
        has_room.then(|| tagged + end)
    }

    fn tagged_heading(&self, heading: String) -> String {
        if self.columns.is_empty() {
            return heading;
        }
        let row = heading.trim_end_matches(['\n', '\r']);
        let end = heading.get(row.len()..).unwrap_or_default();
        format!("{row}{}{TAG}{end}", char::from(self.delimiter))
    }
}
