//! Fits the weights of breaks and measures those of mojibake on damage made in sound articles.
//!
//! ```sh
//! cargo run --release --example make_corpus -- --articles 2000 --out /tmp/corpus
//! cargo run --release --example fit_weights -- /tmp/corpus/articles FOLDER…
//! ```
//!
//! In each article paragraphs are cut in the middle of a sentence: by a blank line, a caption, a credit, other paragraphs,
//! the head of another paragraph, or with the rest gone. Every pair that newslint weighs is a sample, right or wrong, and
//! a logistic regression that starts at the weights in use and is held to them gives new ones. Generated text has
//! no meaning and no names, so that what it says of words and echoes is too little: give real text too. Credits of forty
//! forms are run into sentences besides, and it is told how many of each form are found. The
//! program prints; what becomes a weight is decided by its reader.
#![expect(clippy::print_stdout, reason = "a program tells what it found")]
#![expect(clippy::print_stderr, reason = "a program tells how it went")]

use std::path::PathBuf;
use std::process::ExitCode;

use newslint::document::{BlockKind, Document, Format};
use newslint::evidence::breaks::weights::{Limit, Sign, Tally, Weights};
use newslint::evidence::breaks::{self};
use newslint::language::is_han;
use newslint::language::mojibake;

/// Cuts a paragraph, each of another way.
const CUTS_A_PARAGRAPH: usize = 2;
/// Characters that a piece must have.
const PIECE: usize = 12;
/// How strongly a weight is held to the one in use, in samples.
const HELD: f64 = 20.0;
const ROUNDS: usize = 400;

/// Credits of many forms, in both scripts, each of which may run into the rest of a sentence.
const CREDITS: [&str; 40] = [
    "記者林小雨攝",
    "記者何曉晴、林小雨攝",
    "何曉晴 攝",
    "林小雨",
    "攝影：林小雨",
    "攝影／陳大文",
    "圖文／陳大文",
    "文/圖 何曉晴",
    "圖／路透社",
    "圖：受訪者提供",
    "圖片由大會提供",
    "法新社曼谷傳真",
    "中央社台北傳真",
    "美聯社／達志影像",
    "（路透社）",
    "（受訪者供圖）",
    "受訪者提供圖片",
    "警方供圖",
    "電視畫面",
    "網上圖片",
    "資料照，中央社",
    "翻攝自臉書",
    "Photo：AFP",
    "本报记者林小雨摄",
    "新华社记者林小雨 摄",
    "中新社发 陈大文 摄",
    "通讯员何晓晴摄",
    "陈大文",
    "图文/何晓晴",
    "图/视觉中国",
    "图/新华",
    "图片来源：视觉中国",
    "图源：网络",
    "供图/市文化馆",
    "市文化馆供图",
    "受访者提供",
    "央视截图",
    "网络图",
    "资料图片",
    "人民视觉",
];

/// How a paragraph is cut; what stands between its pieces.
#[derive(Clone, Copy)]
enum Cut {
    Blank,
    Caption,
    Credit,
    Displaced,
    Inside,
    Gone,
}

const CUTS: [Cut; 6] = [
    Cut::Blank,
    Cut::Caption,
    Cut::Credit,
    Cut::Displaced,
    Cut::Inside,
    Cut::Gone,
];

struct Sample {
    signs: Tally,
    right: bool,
    /// Which cut it belongs to.
    cut: usize,
}

fn main() -> ExitCode {
    let mut texts = Vec::new();
    for folder in std::env::args_os().skip(1) {
        if let Err(error) = read(&PathBuf::from(folder), &mut texts) {
            eprintln!("error: {error}");
            return ExitCode::from(2);
        }
    }
    if texts.is_empty() {
        eprintln!("error: name a folder with .md or .txt articles");
        return ExitCode::from(2);
    }
    fit_breaks(&texts);
    measure_credits(&texts);
    measure_mojibake(&texts);
    ExitCode::SUCCESS
}

/// The articles below `folder`.
fn read(folder: &PathBuf, texts: &mut Vec<String>) -> std::io::Result<()> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read(&path, texts)?;
        } else if path
            .extension()
            .is_some_and(|ending| ending == "md" || ending == "txt")
        {
            texts.extend(String::from_utf8(std::fs::read(&path)?));
        }
    }
    Ok(())
}

/// A number below `limit`, the same each time the program runs.
fn draw(state: &mut u64, limit: usize) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 33).unwrap_or(0) % limit.max(1)
}

fn fit_breaks(texts: &[String]) {
    let in_use = Weights::fitted();
    let (mut samples, mut cuts, mut state) = (Vec::new(), 0, 7);
    for text in texts {
        cut_article(text, &in_use, &mut state, &mut samples, &mut cuts);
    }
    let fitted = regression(&samples, &in_use);
    println!("{cuts} cuts, {} pairs weighed", samples.len());
    for (name, weights) in [("in use", &in_use), ("fitted", &fitted)] {
        let (right, wrong) = verdicts(&samples, weights, cuts);
        println!("{name}: {right} cuts led back, {wrong} led elsewhere");
    }
    println!(
        "\n{:<20} {:>7} {:>7} {:>9} {:>9}",
        "sign", "in use", "fitted", "of right", "of wrong"
    );
    for sign in Weights::signs() {
        let met = |right: bool| {
            let of = samples.iter().filter(|sample| sample.right == right);
            of.filter(|sample| sample.signs.of(sign) != 0.0).count()
        };
        let name = format!("{sign:?}");
        let (now, then) = (in_use.of(sign), fitted.of(sign));
        println!(
            "{name:<20} {now:>7.2} {then:>7.2} {:>9} {:>9}",
            met(true),
            met(false)
        );
    }
}

/// Cuts some paragraphs of `text`, one at a time, and takes what is weighed around each cut.
fn cut_article(
    text: &str,
    weights: &Weights,
    state: &mut u64,
    samples: &mut Vec<Sample>,
    cuts: &mut usize,
) {
    let document = Document::parse(text, Format::Markdown);
    let bodies: Vec<&str> = document
        .blocks()
        .iter()
        .filter(|block| block.kind == BlockKind::Body)
        .map(|block| document.slice(block.span))
        .collect();
    if bodies.len() < 5 {
        return;
    }
    for _ in 0..CUTS_A_PARAGRAPH {
        let at = draw(state, bodies.len() - 3);
        let way = CUTS[draw(state, CUTS.len())];
        let Some((left, right)) = pieces(bodies[at], state) else {
            continue;
        };
        let credit = CREDITS[draw(state, CREDITS.len())];
        let damaged = damaged(&bodies, at, (left, right), way, credit);
        let document = Document::parse(&damaged, Format::Markdown);
        let find = |piece: &str| document.prose().find(piece);
        let (Some(stops), rest) = (find(left).map(|start| start + left.len()), find(right)) else {
            continue;
        };
        let weighed = breaks::weigh(&document, weights);
        let around = weighed.into_iter().filter(|pair| pair.stops == stops);
        samples.extend(around.map(|pair| Sample {
            right: rest == Some(pair.resumes),
            signs: pair.signs,
            cut: *cuts,
        }));
        *cuts += 1;
    }
}

/// The two pieces of a paragraph cut between two Han characters.
fn pieces<'t>(text: &'t str, state: &mut u64) -> Option<(&'t str, &'t str)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let inner = chars.len().checked_sub(2 * PIECE + 1)?;
    let at = PIECE + draw(state, inner);
    let han = is_han(chars[at - 1].1) && is_han(chars[at].1);
    han.then(|| text.split_at(chars[at].0))
}

/// The article of `bodies`, the one at `at` cut into two pieces.
fn damaged(
    bodies: &[&str],
    at: usize,
    (left, right): (&str, &str),
    way: Cut,
    credit: &str,
) -> String {
    let mut paragraphs: Vec<String> = bodies.iter().map(|body| (*body).to_owned()).collect();
    left.clone_into(&mut paragraphs[at]);
    match way {
        Cut::Blank => paragraphs.insert(at + 1, right.to_owned()),
        Cut::Caption => {
            paragraphs.insert(at + 1, "▲活動在廣場舉行。".to_owned());
            paragraphs.insert(at + 2, right.to_owned());
        }
        Cut::Credit => paragraphs.insert(at + 1, format!("{credit}{right}")),
        Cut::Displaced => paragraphs.insert(at + 3, right.to_owned()),
        Cut::Inside => {
            let head: String = paragraphs[at + 1].chars().take(PIECE).collect();
            paragraphs[at + 1] = head + right;
        }
        Cut::Gone => {}
    }
    paragraphs.join("\n\n")
}

/// How many credits of each form are found where they run into the rest of a sentence.
fn measure_credits(texts: &[String]) {
    let mut state = 7;
    let mut counts = vec![(0, 0); CREDITS.len()];
    for (text, form) in texts.iter().zip((0..CREDITS.len()).cycle()) {
        let document = Document::parse(text, Format::Markdown);
        let whole = document
            .blocks()
            .iter()
            .filter(|block| block.kind == BlockKind::Body)
            .map(|block| document.slice(block.span));
        let bodies: Vec<&str> = whole.collect();
        if bodies.len() < 3 {
            continue;
        }
        let at = draw(&mut state, bodies.len() - 1);
        let Some(pieces) = pieces(bodies[at], &mut state) else {
            continue;
        };
        let damaged = damaged(&bodies, at, pieces, Cut::Credit, CREDITS[form]);
        let document = Document::parse(&damaged, Format::Markdown);
        let splice = format!("{}{}", CREDITS[form], pieces.1);
        let seam = document.prose().find(&splice);
        let found = breaks::Breaks::of(&document).list.iter().any(|found| {
            let (at, seam) = (found.span(), seam.map(|seam| seam + CREDITS[form].len()));
            matches!(found, breaks::Break::Spliced(_))
                && seam.is_some_and(|seam| (at.start..=at.end).contains(&seam))
        });
        counts[form].0 += usize::from(found);
        counts[form].1 += 1;
    }
    let of = |which: fn(&(usize, usize)) -> usize| counts.iter().map(which).sum::<usize>();
    println!(
        "\n{} of {} credits found that run into a sentence",
        of(|(found, _)| *found),
        of(|(_, all)| *all)
    );
    for (credit, (found, all)) in CREDITS.iter().zip(&counts) {
        println!("{found:>4} of {all:>4} {credit}");
    }
}

/// How many cuts the best pair leads back, and how many elsewhere.
fn verdicts(samples: &[Sample], weights: &Weights, cuts: usize) -> (usize, usize) {
    let mut best: Vec<Option<(f32, bool)>> = vec![None; cuts];
    let enough = weights.limit(Limit::Enough);
    for sample in samples {
        let score = sample.signs.sum(weights);
        if score >= enough && best[sample.cut].is_none_or(|(most, _)| score > most) {
            best[sample.cut] = Some((score, sample.right));
        }
    }
    let of = |right: bool| {
        best.iter()
            .flatten()
            .filter(|(_, found)| *found == right)
            .count()
    };
    (of(true), of(false))
}

/// Logistic regression, held to the weights in use.
fn regression(samples: &[Sample], in_use: &Weights) -> Weights {
    let signs: Vec<Sign> = Weights::signs().collect();
    let rows: Vec<(Vec<(usize, f64)>, f64)> = samples
        .iter()
        .map(|sample| {
            let of = |(at, sign): (usize, &Sign)| (at, f64::from(sample.signs.of(*sign)));
            let met = signs
                .iter()
                .enumerate()
                .map(of)
                .filter(|(_, times)| *times != 0.0);
            (met.collect(), f64::from(u8::from(sample.right)))
        })
        .collect();
    let start: Vec<f64> = signs
        .iter()
        .map(|sign| f64::from(in_use.of(*sign)))
        .collect();
    let mut weights = start.clone();
    for _ in 0..ROUNDS {
        // A step of Newton's method by the diagonal of the curvature.
        let mut slope: Vec<f64> = weights
            .iter()
            .zip(&start)
            .map(|(w, s)| HELD * (s - w))
            .collect();
        let mut curve = vec![HELD; signs.len()];
        for (met, right) in &rows {
            let score: f64 = met.iter().map(|(at, times)| weights[*at] * times).sum();
            let likely = 1.0 / (1.0 + (-score).exp());
            for (at, times) in met {
                slope[*at] += times * (right - likely);
                curve[*at] += times * times * likely * (1.0 - likely);
            }
        }
        for (weight, (slope, curve)) in weights.iter_mut().zip(slope.into_iter().zip(curve)) {
            *weight += 0.2 * slope / curve;
        }
    }
    let set = |fitted: Weights, (sign, weight): (&Sign, f64)| {
        #[expect(clippy::cast_possible_truncation, reason = "two decimals are kept")]
        fitted.with(*sign, weight as f32)
    };
    signs.iter().zip(weights).fold(in_use.clone(), set)
}

/// What text put through a wrong reading gives for each weight a little lower and higher.
fn measure_mojibake(texts: &[String]) {
    let lines: Vec<String> = (texts.iter())
        .filter_map(|text| text.lines().find(|line| line.chars().count() > 40))
        .take(60)
        .map(|line| line.chars().take(40).collect())
        .collect();
    let damaged: Vec<(String, &String)> = lines
        .iter()
        .flat_map(|line| {
            // Few characters decide; what reaches far is beyond doubt.
            let piece: String = line.chars().take(5).collect();
            let wrong = misread(&piece).into_iter();
            wrong.map(move |wrong| (format!("他們說：{wrong}。"), line))
        })
        .collect();
    let measure = |weights: &mojibake::weights::Weights| {
        let found = |text: &str| mojibake::find_weighed(text, weights);
        let named = damaged.iter().filter(|(wrong, _)| !found(wrong).is_empty());
        let repaired = damaged.iter().filter(|(wrong, line)| {
            let mut whole = found(wrong)
                .into_iter()
                .filter_map(|damage| match damage.cause {
                    mojibake::Cause::Misread { repaired, .. } => Some(repaired),
                    _ => None,
                });
            whole.any(|repaired| line.contains(repaired.as_str()))
        });
        let false_alarms = lines.iter().filter(|line| !found(line).is_empty());
        (named.count(), repaired.count(), false_alarms.count())
    };
    println!(
        "\n{} lines misread: found, repaired, false alarms in {} sound lines",
        damaged.len(),
        lines.len()
    );
    println!(
        "{:<20} {:?}",
        "in use",
        measure(&mojibake::weights::Weights::fitted())
    );
    for at in 0..mojibake::weights::Weights::fitted().each().len() {
        let mut name = "";
        let results = [0.5, 2.0].map(|factor| {
            let mut weights = mojibake::weights::Weights::fitted();
            let (of, weight) = &mut weights.each()[at];
            name = of;
            **weight *= factor;
            measure(&weights)
        });
        println!(
            "{name:<20} halved {:?}, doubled {:?}",
            results[0], results[1]
        );
    }
}

/// `line` as the usual wrong readings leave it.
fn misread(line: &str) -> Vec<String> {
    let read = |encoding: &'static encoding_rs::Encoding, bytes: &[u8]| {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    };
    let utf8 = line.as_bytes();
    let gbk = encoding_rs::GBK.encode(line).0;
    let big5 = encoding_rs::BIG5.encode(line).0;
    vec![
        read(encoding_rs::WINDOWS_1252, utf8),
        read(encoding_rs::GBK, utf8),
        read(encoding_rs::BIG5, utf8),
        read(encoding_rs::SHIFT_JIS, utf8),
        read(encoding_rs::EUC_KR, utf8),
        read(encoding_rs::MACINTOSH, utf8),
        read(encoding_rs::WINDOWS_1252, &gbk),
        read(encoding_rs::WINDOWS_1251, &gbk),
        read(encoding_rs::BIG5, &gbk),
        read(encoding_rs::WINDOWS_1252, &big5),
        read(encoding_rs::GBK, &big5),
    ]
}
