//! Sorted text searched in place.

use std::cmp::Ordering;

/// The lines of a table without its leading comment.
pub(super) fn body(text: &'static str) -> &'static str {
    let mut rest = text;
    while rest.starts_with('#') {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    rest
}

/// Lines of tab-separated columns, sorted by the bytes of the first.
#[derive(Clone, Copy)]
pub(super) struct Sorted(&'static str);

impl Sorted {
    /// Takes a whole table, its comment included.
    pub(super) fn new(text: &'static str) -> Self {
        Self(body(text))
    }

    /// The columns after `key`.
    pub(super) fn get(self, key: &str) -> Option<impl Iterator<Item = &'static str>> {
        let bytes = self.0.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = low.midpoint(high);
            let (start, end) = line_around(bytes, middle, b'\n');
            let line = self.0.get(start..end)?;
            let (first, rest) = line.split_once('\t')?;
            match first.cmp(key) {
                Ordering::Equal => return Some(rest.split('\t')),
                Ordering::Less => low = end + 1,
                Ordering::Greater => high = start,
            }
        }
        None
    }

    /// All lines, as columns.
    pub(super) fn lines(self) -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
        let lines = pieces(self.0, b'\n').filter(|line| !line.is_empty());
        lines.map(|line| pieces(line, b'\t'))
    }
}

/// The pieces of `text` between bytes that are this ASCII character. They are short: to look for each end with more than
/// a loop would take longer.
fn pieces(text: &'static str, separator: u8) -> impl Iterator<Item = &'static str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let Some(end) = text.bytes().position(|byte| byte == separator) else {
            return Some(text);
        };
        let (piece, behind) = text.split_at_checked(end)?;
        rest = behind.get(1..);
        Some(piece)
    })
}

/// Start and end of the line that holds byte `at`, the separator excluded.
fn line_around(bytes: &[u8], at: usize, separator: u8) -> (usize, usize) {
    let is_end = |byte: &u8| *byte == separator;
    let before = bytes.get(..at).unwrap_or(bytes);
    let start = before.iter().rposition(is_end).map_or(0, |end| end + 1);
    let after = bytes.get(at..).unwrap_or(&[]);
    let end = after
        .iter()
        .position(is_end)
        .map_or(bytes.len(), |end| at + end);
    (start, end)
}

/// The only character of a column.
pub(super) fn single(column: Option<&str>) -> Option<char> {
    column.and_then(|column| column.chars().next())
}

const PAGE: usize = 256;

/// A value for each character: blocks of 256 share a page, and most blocks one of the two pages
/// that hold a single value.
pub(super) struct Pages<T> {
    index: Vec<u16>,
    values: Vec<T>,
}

impl<T: Copy + Default> Pages<T> {
    /// The default everywhere in the basic plane, `beyond` in the ideographic planes after it.
    pub(super) fn new(beyond: T) -> Self {
        let mut index = vec![0; 0x20000 / PAGE];
        index.resize(0x40000 / PAGE, 1);
        let mut values = vec![T::default(); PAGE];
        values.resize(2 * PAGE, beyond);
        Self { index, values }
    }

    /// The value for `c`.
    #[inline]
    pub(super) fn get(&self, c: char) -> T {
        let code = c as usize;
        let page = self.index.get(code / PAGE).copied().unwrap_or(0);
        self.values
            .get(usize::from(page) * PAGE + code % PAGE)
            .copied()
            .unwrap_or_default()
    }

    /// The value for `c`, to be changed; it gets a page of its own first.
    pub(super) fn at(&mut self, c: char) -> &mut T {
        let code = c as usize;
        let page = &mut self.index[code / PAGE];
        if *page < 2 {
            let shared = usize::from(*page) * PAGE;
            *page = u16::try_from(self.values.len() / PAGE).expect("there are 1,024 pages");
            self.values.extend_from_within(shared..shared + PAGE);
        }
        &mut self.values[usize::from(*page) * PAGE + code % PAGE]
    }
}
