//! Derives the language tables from public lists (see NOTICE for versions and licences):
//!
//! ```text
//! cargo run --release --example derive_tables -- DATA src/language/tables DICT
//! ```
//!
//! DATA holds `OpenCC`'s dictionaries, the two regional word lists and Unicode's
//! `EquivalentUnifiedIdeograph.txt`; the folder `wrong-character` beside it the lists for spelling. DICT is `src/data/dict.txt` of the crate `jieba-rs` 0.11.0
//! (`cargo info jieba-rs` fetches it; the file then lies in cargo's registry sources). The crate
//! has no function that lists its words, and as a dependency it would only cost build time.
//! The same inputs give the same bytes, and `inputs.sha256` names the inputs.
#![allow(unreachable_pub, reason = "a program of several files, not a library")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "classes are 0 to 9"
)]
#![allow(
    clippy::string_slice,
    reason = "only after the length of a character just read"
)]

mod characters;
mod conversions;
mod inputs;
mod phrases;
mod pins;
mod reverse;
mod spelling;
#[cfg(test)]
mod tests;
mod words;

use characters::CharacterTables;
use inputs::Inputs;
use phrases::Use;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

const OPENCC: &str = "OpenCC dictionaries, August 2026 (Apache-2.0)";
const LISTS: &str =
    "Apple Daily word frequencies by chaaklau (CC BY 4.0); McBopomofo phrase.occ (MIT)";
const JIEBA: &str = "jieba dict.txt (MIT)";
const READINGS: &str = "Unihan 15.0 (Unicode licence)";
const PARTS: &str = "kfcd/chaizi (CC BY 3.0)";
const SLIPS: &str = "common slips, collected by hand";
const UNICODE: &str = "Unicode EquivalentUnifiedIdeograph 15.0 (Unicode licence)";

fn main() -> io::Result<()> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(data), Some(out), Some(dict)) = (args.next(), args.next(), args.next()) else {
        return Err(io::Error::other("usage: derive_tables DATA OUT DICT"));
    };
    pins::check(&data, &dict)?;
    derive(&data, &out, &dict)
}

/// Writes all tables to the folder `out`.
fn derive(data: &Path, out: &Path, dict: &Path) -> io::Result<()> {
    let inputs = Inputs::read(data, dict)?;
    let characters = CharacterTables::derive(&inputs);
    let forward = phrases::derive(&inputs, &characters);
    let backward = reverse::derive(&inputs, &characters, &forward);
    let words = words::derive(&inputs, &characters);
    let spelling = spelling::Inputs::read(&data.join("../wrong-character"), &characters)?;
    let spelling = spelling::derive(&spelling);

    fs::create_dir_all(out)?;
    let write = |name: &str, sources: &[&str], columns: &str, body: &str| {
        let head = format!(
            "# {columns}\n# Derived by examples/derive_tables from: {}.\n",
            sources.join("; ")
        );
        fs::write(out.join(name), head + body)
    };
    write(
        "simplified.txt",
        &[OPENCC, LISTS],
        "simplified, traditional forms in order of likelihood, tier (1 strong, p strong but a form of print, h strong but printed in Hong Kong, 2 promoted, 3 phrase, f free)",
        &simplified(&inputs, &characters),
    )?;
    write(
        "traditional.txt",
        &[OPENCC, JIEBA],
        "traditional or variant, the form it is matched by, tier as in simplified.txt or - for none, the simplified form where that is another",
        &traditional(&inputs, &characters),
    )?;
    write(
        "regions.txt",
        &[OPENCC, LISTS],
        "form in these tables, Hong Kong, Taiwan",
        &regions(&characters),
    )?;
    write(
        "japanese.txt",
        &[OPENCC],
        "Japanese form that no Chinese script has, traditional form",
        &japanese(&inputs, &characters),
    )?;
    write(
        "compatibility.txt",
        &[OPENCC, UNICODE],
        "compatibility ideograph or radical, unified ideograph",
        &compatibility(&inputs),
    )?;
    write(
        "phrases.txt",
        &[OPENCC, LISTS, JIEBA],
        "simplified phrase, traditional phrase, + proves a wrong script or = is at home in both",
        &lines(&forward),
    )?;
    write(
        "traditional_phrases.txt",
        &[OPENCC, LISTS, JIEBA],
        "traditional phrase, simplified phrase, + proves a wrong script or = is at home in both",
        &lines(&backward),
    )?;
    write(
        "conversions.txt",
        &[OPENCC, LISTS],
        "spelling that a converter gets wrong, the right one, +",
        &wrong_conversions(&conversions::derive(&inputs, &characters)),
    )?;
    fs::write(out.join("words.bin"), &words.words)?;
    write(
        "common.txt",
        &[LISTS, JIEBA, OPENCC],
        "the most frequent characters of both scripts",
        &words.common,
    )?;
    write_spelling(out, &spelling, write)
}

/// Writes what finds wrong characters.
fn write_spelling(
    out: &Path,
    tables: &spelling::SpellingTables,
    write: impl Fn(&str, &[&str], &str, &str) -> io::Result<()>,
) -> io::Result<()> {
    fs::write(out.join("long_words.bin"), &tables.long_words)?;
    write(
        "sounds.txt",
        &[READINGS],
        "reading without tone, the characters that have it",
        &tables.sounds,
    )?;
    write(
        "shapes.txt",
        &[READINGS, PARTS],
        "character, those after it that look like it",
        &tables.shapes,
    )?;
    write(
        "slips.txt",
        &[SLIPS],
        "wrong, right, + only where no word stands across an end",
        &tables.slips,
    )
}

fn simplified(inputs: &Inputs, tables: &CharacterTables) -> String {
    let mut out = String::new();
    for (&c, tier) in &tables.simplified {
        let mut forms: Vec<char> = Vec::new();
        for form in &inputs.st[&c] {
            let form = tables.base.get(form).copied().unwrap_or(*form);
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        let forms: String = forms.into_iter().collect();
        let _ = writeln!(out, "{c}\t{forms}\t{}", tier.letter());
    }
    out
}

fn traditional(inputs: &Inputs, tables: &CharacterTables) -> String {
    let mut out = String::new();
    let keys: BTreeSet<char> = tables
        .fold
        .keys()
        .chain(tables.traditional.keys())
        .copied()
        .collect();
    for c in keys {
        let fold = tables.folded(c);
        let tier = tables.traditional.get(&c).map_or('-', |tier| tier.letter());
        // 著 and other variants without an entry stay what they are.
        let converted = match inputs.ts.get(&c) {
            Some(simplified) => simplified[0],
            None if inputs.st.contains_key(&fold) && c != '著' => fold,
            None => c,
        };
        let _ = write!(out, "{c}\t{fold}\t{tier}");
        if converted != fold {
            let _ = write!(out, "\t{converted}");
        }
        out.push('\n');
    }
    out
}

fn regions(tables: &CharacterTables) -> String {
    let line = |(base, (hk, tw)): (&char, &(char, char))| format!("{base}\t{hk}\t{tw}\n");
    tables.regions.iter().map(line).collect()
}

fn japanese(inputs: &Inputs, tables: &CharacterTables) -> String {
    let chinese = |c: &char| {
        tables.simplified.contains_key(c)
            || tables.traditional.contains_key(c)
            || tables.fold.contains_key(c)
            || inputs.big5.contains(c)
            || inputs.gb2312.contains(c)
    };
    let line = |(c, to): (&char, &Vec<char>)| format!("{c}\t{}\n", to[0]);
    inputs
        .shinjitai
        .iter()
        .filter(|(c, _)| !chinese(c))
        .map(line)
        .collect()
}

fn compatibility(inputs: &Inputs) -> String {
    let pairs: &BTreeMap<char, char> = &inputs.compatibility;
    let line = |(c, to): (&char, &char)| format!("{c}\t{to}\n");
    pairs.iter().filter(|(c, to)| c != to).map(line).collect()
}

fn wrong_conversions(pairs: &BTreeMap<String, String>) -> String {
    let line = |(from, to): (&String, &String)| format!("{from}\t{to}\t+\n");
    pairs.iter().map(line).collect()
}

fn lines(phrases: &BTreeMap<String, (String, Use)>) -> String {
    let mut out = String::new();
    for (from, (to, purpose)) in phrases {
        let mark = match purpose {
            Use::Convert => "",
            Use::Proof => "\t+",
            Use::Home => "\t=",
        };
        let _ = writeln!(out, "{from}\t{to}{mark}");
    }
    out
}
