//! Writes a corpus of invented news articles: any size, the same for the same seed, with a stated
//! share of planted defects and copies. Speed is measured on it, and recall of the planted defects.
//!
//! ```sh
//! cargo run --release --example make_corpus -- --articles 20000 --seed 7 --out /tmp/corpus
//! cargo run --release -- /tmp/corpus/articles
//! ```
//!
//! The words are drawn by frequency, the sentences mean nothing: a linter's speed and its handling
//! of planted damage can be measured on them, its false alarms on real text cannot.
#![expect(clippy::print_stderr, reason = "a program tells how it went")]

mod generator;

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use rayon::prelude::*;
use serde_json::{Map, Value, json};

use generator::{Generator, Lexicon, Planted};

/// Articles in one folder, or records in one file: more make folders slow to list.
const PER_FOLDER: usize = 1000;

/// Writes a corpus of invented Chinese news articles.
#[derive(Debug, Parser)]
struct Options {
    /// How many articles (mean 1.5 KB).
    #[arg(long, default_value_t = 20_000)]
    articles: usize,
    /// The same seed gives the same corpus.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// The folder to write into; it must be new or empty.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// One Markdown file per article, or 1,000 records per JSONL file.
    #[arg(long, value_enum, default_value_t = Format::Md)]
    format: Format,
    /// How many of the articles repeat another one (equal, edited, cut, contained in turn).
    #[arg(long, default_value_t = 0, value_name = "N")]
    copies: usize,
    /// The share of articles with one planted defect, 0 to 1.
    #[arg(long, default_value_t = 0.0, value_name = "SHARE", value_parser = share)]
    defects: f64,
    /// The folder with the word lists.
    #[arg(long, default_value = "../shared/data/script", value_name = "DIR")]
    words: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Md,
    Jsonl,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    if options.copies * 2 > options.articles {
        return Err("--copies: at most half of the articles can be copies of the others".into());
    }
    let lexicon = Lexicon::read(&options.words)?;
    let out = &options.out;
    fs::create_dir_all(out)?;
    if fs::read_dir(out)?.next().is_some() {
        return Err(format!("{} is not empty", out.display()).into());
    }
    let generator = Generator::new(
        &lexicon,
        options.seed,
        options.articles,
        options.copies,
        options.defects,
    );
    let folders: Vec<usize> = (0..options.articles.div_ceil(PER_FOLDER)).collect();
    let written = folders
        .par_iter()
        .map(|&folder| write_folder(&generator, options, folder))
        .collect::<io::Result<Vec<Folder>>>()?;

    let mut manifest = BufWriter::new(fs::File::create(out.join("manifest.jsonl"))?);
    for line in written.iter().flat_map(|folder| &folder.manifest) {
        writeln!(manifest, "{line}")?;
    }
    manifest.flush()?;
    let bytes: u64 = written.iter().map(|folder| folder.bytes).sum();
    let planted: usize = written.iter().map(|folder| folder.manifest.len()).sum();
    eprintln!(
        "{} articles, {bytes} bytes, {planted} of them damaged or copied (manifest.jsonl)",
        options.articles
    );
    Ok(())
}

/// What was written into one folder, or one JSONL file.
#[derive(Debug, Default)]
struct Folder {
    bytes: u64,
    manifest: Vec<Value>,
}

fn write_folder(generator: &Generator<'_>, options: &Options, folder: usize) -> io::Result<Folder> {
    let mut done = Folder::default();
    let mut records = String::new();
    let start = folder * PER_FOLDER;
    for number in start..(start + PER_FOLDER).min(options.articles) {
        let (article, planted) = generator.article(number);
        match options.format {
            Format::Md => {
                let text = article.markdown();
                write_new(&options.out.join(place(number, Format::Md).0), &text)?;
                done.bytes += text.len() as u64;
            }
            Format::Jsonl => {
                let (title, text) = article.title_and_text();
                let record = json!({ "id": format!("{number:06}"), "title": title, "text": text });
                records.push_str(&record.to_string());
                records.push('\n');
            }
        }
        if let Some(planted) = planted {
            done.manifest
                .push(manifest_line(number, &planted, options.format));
        }
    }
    if options.format == Format::Jsonl {
        write_new(&options.out.join(place(start, Format::Jsonl).0), &records)?;
        done.bytes = records.len() as u64;
    }
    Ok(done)
}

/// The file of an article below the corpus folder, and its record there. The manifest stands beside
/// `articles`: it would be linted with them.
fn place(number: usize, format: Format) -> (String, Option<usize>) {
    let folder = number / PER_FOLDER;
    match format {
        Format::Md => (format!("articles/{folder:03}/{number:06}.md"), None),
        Format::Jsonl => {
            let record = number % PER_FOLDER;
            (format!("articles/{folder:03}.jsonl"), Some(record))
        }
    }
}

fn manifest_line(number: usize, planted: &Planted, format: Format) -> Value {
    let mut line = Map::new();
    let (file, record) = place(number, format);
    line.insert("file".into(), file.into());
    line.extend(record.map(|record| ("record".into(), record.into())));
    match planted {
        Planted::Defect { lint, text } => {
            line.insert("kind".into(), (*lint).into());
            line.insert("text".into(), text.as_str().into());
        }
        Planted::Copy { kind, of } => {
            let (file, record) = place(*of, format);
            line.insert("kind".into(), kind.name().into());
            line.insert("of".into(), file.into());
            line.extend(record.map(|record| ("of_record".into(), record.into())));
        }
    }
    Value::Object(line)
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("a share lies between 0 and 1".to_owned()),
    }
}
