//! Which fields of a record hold what.

use super::records::{Field, Malformed};

/// Fields that may hold a record's text, where none is named, the best first.
const TEXT: [&str; 3] = ["text", "content", "body"];

/// Fields that may declare its language.
pub(super) const LANGUAGE: [&str; 2] = ["lang", "language"];

/// What programs write where they have no text.
const NO_VALUES: [&str; 8] = [
    "nan",
    "NaN",
    "NAN",
    "None",
    "null",
    "NULL",
    "undefined",
    "<NA>",
];

/// The names of the fields of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldNames {
    /// Its text, which goes on from one to the next; where none is named, `text`, `content` or `body`.
    pub text: Vec<String>,
    /// Its id.
    pub id: String,
}

impl Default for FieldNames {
    fn default() -> Self {
        Self {
            text: Vec::new(),
            id: "id".to_owned(),
        }
    }
}

impl FieldNames {
    /// The fields that may hold the text.
    pub fn texts(&self) -> Vec<&str> {
        if self.text.is_empty() {
            TEXT.to_vec()
        } else {
            self.text.iter().map(String::as_str).collect()
        }
    }

    /// The texts of a record, of which `read` reads the fields that there are.
    pub(super) fn read<'n>(
        &'n self,
        mut read: impl FnMut(&'n str) -> Option<Result<Field, Malformed>>,
    ) -> Result<Vec<Field>, Malformed> {
        let (mut texts, mut why) = (Vec::new(), None);
        for name in self.texts() {
            match read(name) {
                Some(Ok(text)) => texts.push(text),
                Some(Err(reason)) => why = why.or(Some(reason)),
                None => {}
            }
            // Names that were not given stand for the same.
            if self.text.is_empty() && !texts.is_empty() {
                break;
            }
        }
        if texts.is_empty() {
            let names = || self.texts().into_iter().map(str::to_owned).collect();
            return Err(why.unwrap_or_else(|| Malformed::NoField(names())));
        }
        Ok(texts)
    }
}

/// Is `text`, of the field `name`, a text?
pub(super) fn judge(text: &str, name: &str) -> Result<(), Malformed> {
    match text.trim() {
        "" => Err(Malformed::Empty(name.to_owned())),
        word if NO_VALUES.contains(&word) => Err(Malformed::NoValue(name.to_owned())),
        _ => Ok(()),
    }
}
