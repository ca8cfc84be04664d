//! A baseline as a file.

use std::collections::BTreeMap;
use std::fmt::{self, Display};

use super::{Baseline, Entry};
use crate::Error;
use crate::catalog::TomlFile;

/// The first line.
const HEAD: &str = "# newslint baseline, version 1";
/// What follows it, for who opens the file.
const ABOUT: &str = "\
# Defects that were there when newslint came: `newslint` counts them and does not tell them.
# Written by `newslint baseline create`; `newslint baseline prune` takes out what has been mended.
";

impl Baseline {
    /// Reads what `file` says. A line that is no entry is an error. Where two lines are about one defect, as a merge may
    /// leave them, the smaller number holds.
    pub fn parse(file: &TomlFile<'_>) -> Result<Self, Error> {
        let text = file.text;
        let mut entries = BTreeMap::new();
        let mut start = 0;
        for (number, whole) in text.split_inclusive('\n').enumerate() {
            let line = whole.trim_end_matches(['\n', '\r']);
            let at = start..start + line.len();
            start += whole.len();
            if number == 0 {
                if line.trim_start_matches('\u{FEFF}') != HEAD {
                    let error = Error::new("no-baseline").with("name", HEAD);
                    return Err(file.error(at, error));
                }
                continue;
            }
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let Some((entry, count)) = entry(line) else {
                return Err(file.error(at, Error::new("no-baseline-entry")));
            };
            let known = entries.entry(entry).or_insert(count);
            *known = count.min(*known);
        }
        if text.is_empty() {
            let error = Error::new("no-baseline").with("name", HEAD);
            return Err(file.error(0..0, error));
        }
        Ok(Self { entries })
    }
}

/// `news/a.md ⇥ mixed-script ⇥ 3f2a9c0b11d2e4f0`, and behind another tab how often, if it is not once.
fn entry(text: &str) -> Option<(Entry, usize)> {
    let mut fields = text.split('\t');
    let [path, lint, print] = [fields.next()?, fields.next()?, fields.next()?];
    let count = match fields.next() {
        Some(count) => count.parse().ok().filter(|count| *count > 0)?,
        None => 1,
    };
    let is_whole = fields.next().is_none() && !path.is_empty() && !lint.is_empty();
    let is_print = print.len() == 16 && print.bytes().all(|byte| byte.is_ascii_hexdigit());
    let print = u64::from_str_radix(print, 16).ok()?;
    let entry = Entry {
        path: path.to_owned(),
        lint: lint.to_owned(),
        print,
    };
    (is_whole && is_print).then_some((entry, count))
}

/// As the file says it.
impl Display for Baseline {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{HEAD}\n{ABOUT}")?;
        for (Entry { path, lint, print }, count) in &self.entries {
            write!(out, "{path}\t{lint}\t{print:016x}")?;
            if *count > 1 {
                write!(out, "\t{count}")?;
            }
            out.write_str("\n")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Baseline, Error> {
        Baseline::parse(&TomlFile {
            text,
            name: "newslint.baseline".to_owned(),
            shown: true,
        })
    }

    fn baseline(entries: &[(&str, u64, usize)]) -> Baseline {
        let entries = entries.iter().map(|(path, print, count)| {
            let entry = Entry {
                path: (*path).to_owned(),
                lint: "mixed-script".to_owned(),
                print: *print,
            };
            (entry, *count)
        });
        Baseline {
            entries: entries.collect(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let known = baseline(&[("b.md", 1, 1), ("a 春.md", u64::MAX, 12), ("a 春.md", 7, 1)]);
        let text = known.to_string();
        assert!(text.contains("a 春.md\tmixed-script\tffffffffffffffff\t12\n"));
        assert!(text.ends_with("b.md\tmixed-script\t0000000000000001\n"));
        assert_eq!(read(&text), Ok(known.clone()));
        let windows = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
        assert_eq!(read(&windows), Ok(known));
    }

    #[test]
    fn of_two_numbers_the_smaller_holds() {
        let text = format!(
            "{HEAD}\na.md\tmixed-script\t000000000000000f\t3\na.md\tmixed-script\t000000000000000F\n"
        );
        assert_eq!(read(&text), Ok(baseline(&[("a.md", 15, 1)])));
    }

    #[test]
    fn a_line_that_is_no_entry_is_told_by_its_place() {
        let good = "a.md\tmixed-script\t000000000000000f";
        for bad in [
            "<<<<<<< ours",
            "a.md mixed-script 000000000000000f",
            "a.md\tmixed-script\tf",
            "a.md\tmixed-script\t+00000000000000f",
            "\tmixed-script\t000000000000000f",
            &format!("{good}\t0"),
            &format!("{good}\t2\t"),
        ] {
            let error = read(&format!("{HEAD}\n{good}\n{bad}\n")).unwrap_err();
            assert!(
                error.to_string().starts_with("newslint.baseline:3: "),
                "{error}"
            );
            let mistake = error.mistake().unwrap();
            assert_eq!(mistake.text.get(mistake.at.clone()), Some(bad));
        }
        for text in ["", "\n", "# newslint baseline, version 2\n", good] {
            let error = read(text).unwrap_err();
            assert!(
                error.to_string().starts_with("newslint.baseline:1: "),
                "{error}"
            );
        }
    }
}
