//! What a footer says of its own length, before it is believed.
//!
//! Version 59 of `parquet` makes room for as many row groups and columns as the footer promises, and a program that asks for
//! more memory than there is ends. It catches itself everywhere else.

/// Values in values: the footer has less than ten.
const DEEPEST: usize = 32;

/// Does `footer`, a struct as Thrift's compact protocol writes it, promise no more items of a list, and no more children of
/// a column, than it has bytes left?
pub(super) fn is_sound(footer: &[u8]) -> bool {
    let mut walk = Walk {
        rest: footer,
        path: Vec::new(),
        depth: 0,
    };
    walk.fields().is_some()
}

/// The kinds of values.
const BOOLEANS: [u8; 2] = [1, 2];
const BYTE: u8 = 3;
const NUMBERS: [u8; 3] = [4, 5, 6];
const DOUBLE: u8 = 7;
const BINARY: u8 = 8;
const LISTS: [u8; 2] = [9, 10];
const STRUCT: u8 = 12;

/// How many children a column has: a number in the second field of the footer.
const CHILDREN: [i64; 2] = [2, 5];

/// A walk through a footer; `None` where it makes no sense.
struct Walk<'f> {
    rest: &'f [u8],
    /// The fields that it is in.
    path: Vec<i64>,
    /// The values that it is in.
    depth: usize,
}

impl Walk<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn skip(&mut self, bytes: u64) -> Option<()> {
        self.rest = self.rest.get(usize::try_from(bytes).ok()?..)?;
        Some(())
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Is there room for so many things?
    fn fits(&self, things: u64) -> Option<()> {
        (things <= self.rest.len() as u64).then_some(())
    }

    fn fields(&mut self) -> Option<()> {
        let mut field = 0;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(());
            }
            field = match i64::from(head >> 4) {
                0 => signed(self.number()?),
                step => field + step,
            };
            self.path.push(field);
            let kind = head & 0xF;
            // What a boolean of a struct is, its head says.
            if !BOOLEANS.contains(&kind) {
                self.value(kind)?;
            }
            self.path.pop();
        }
    }

    fn value(&mut self, kind: u8) -> Option<()> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let value = match kind {
            BYTE => self.skip(1),
            DOUBLE => self.skip(8),
            kind if BOOLEANS.contains(&kind) => self.skip(1),
            kind if NUMBERS.contains(&kind) => {
                let number = signed(self.number()?);
                let is_count = self.path == CHILDREN;
                self.fits(u64::try_from(number).unwrap_or(0) * u64::from(is_count))
            }
            BINARY => {
                let length = self.number()?;
                self.skip(length)
            }
            kind if LISTS.contains(&kind) => self.list(),
            STRUCT => self.fields(),
            _ => None,
        };
        self.depth -= 1;
        value
    }

    fn list(&mut self) -> Option<()> {
        let head = self.byte()?;
        let length = match u64::from(head >> 4) {
            15 => self.number()?,
            few => few,
        };
        self.fits(length)?;
        (0..length).try_for_each(|_| self.value(head & 0xF))
    }
}

/// A number as it is written with its sign in the last bit.
fn signed(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}
