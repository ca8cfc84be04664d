//! Where a value of JSON ends, without reading it.

/// Goes through a value that comes piece by piece.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// How far it has come.
    at: usize,
    /// Brackets that are open.
    depth: usize,
    is_string: bool,
    is_escaped: bool,
    /// Is it a number or a word?
    is_word: bool,
}

impl Scan {
    /// The end of the value with which `text` begins; `None` where it goes on behind `text`. A line end inside a string,
    /// which JSON does not have, ends a broken value: what is on the next line is whole.
    pub(super) fn end(&mut self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if self.is_string {
                self.at += 1;
                match byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => {
                        self.is_string = false;
                        if self.depth == 0 {
                            return Some(self.at);
                        }
                    }
                    b'\n' => return Some(self.at),
                    _ => {}
                }
                continue;
            }
            match byte {
                b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t' if self.is_word => {
                    return Some(self.at);
                }
                b'"' => self.is_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth <= 1 => return Some(self.at + 1),
                b'}' | b']' => self.depth -= 1,
                _ if self.depth == 0 => self.is_word = true,
                _ => {}
            }
            self.at += 1;
        }
        None
    }

    /// What it has gone through is no longer there.
    pub(super) fn passed(&mut self) {
        self.at = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_where_its_brackets_and_quotes_do() {
        for (text, end) in [
            (r#"{"a": "}]\"", "b": [1, {}]}, 2"#, Some(27)),
            (r#""晴]"]"#, Some(6)),
            ("12 ", Some(2)),
            ("null,", Some(4)),
            ("]", Some(1)),
            ("{\"a\": \"晴\n{}", Some(11)),
            ("{\"a\": [", None),
            ("", None),
        ] {
            assert_eq!(Scan::default().end(text), end, "{text}");
            // In pieces.
            let mut scan = Scan::default();
            let mut fronts = (0..=text.len()).filter_map(|at| text.get(..at));
            let found = fronts.find_map(|front| scan.end(front));
            assert_eq!(found, end, "{text}, in pieces");
        }
    }
}
