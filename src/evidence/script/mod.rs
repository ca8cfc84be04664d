//! The script that an article is written in, as far as it says so itself.

mod clause;
pub mod conversions;
pub mod foreign;
mod names;
pub mod occurrences;
mod passages;
pub mod quotation;
pub mod votes;
pub mod word;

use crate::Span;
use crate::document::Document;
use crate::language::convert::{Region, Script};
use crate::language::script::{Class, Classes};
use crate::language::words;
use passages::{block_scripts, foreign_runs, japanese_runs};
use votes::{CountedText, Counts, Votes};

/// What is known beforehand: from lint.toml, from the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// The script that the article is to be in.
    pub script: Option<Script>,
    /// The region whose forms it is to use.
    pub region: Option<Region>,
}

/// Which script an article is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// This one; the other is foreign to it.
    Decided(Script),
    /// Both, without a majority that could call the other foreign.
    Even,
    /// Cannot be told.
    Undecided(Undecided),
}

/// Why a script cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// Fewer than two characters that belong to one script only.
    TooFew,
    /// Characters of both scripts, and so few that one name could turn the scale.
    TooEven,
    /// More than a tenth of the letters are kana.
    Japanese,
}

/// What an article says about its own script.
#[derive(Clone, Debug, PartialEq)]
pub struct ScriptEvidence {
    /// The script.
    pub verdict: Verdict,
    /// The votes of the whole article, one and the same character at most three times.
    pub votes: Votes,
    /// A declaration that the text contradicts.
    pub contradicted: Option<Script>,
    /// The region whose forms repairs use, if one is declared.
    pub region: Option<Region>,
    /// Neighbouring blocks that are wholly in the other script.
    pub foreign_blocks: Vec<Span>,
    /// Sentences and titles in Japanese, in order: no Chinese to judge.
    pub japanese: Vec<Span>,
    /// What one of its characters is at least: what none is need not be looked for.
    some: Class,
}

/// Share of the votes from which a script is the article's own.
const DECIDED: f64 = 0.8;
/// Share of kana among the letters from which an article is not judged.
const JAPANESE: f64 = 0.1;
/// Votes below which a mixture is not worth a word.
const EVEN_VOTES: usize = 12;
/// Runs of foreign blocks above which the mixture is the article's, not a paragraph's.
const RUNS: usize = 3;

impl ScriptEvidence {
    /// Weighs `document`.
    pub fn of(document: &Document<'_>, declared: Declared) -> Self {
        let prose = document.prose();
        let classes = Classes::load();
        let counts = Counts::of(classes, prose);
        let japanese = if counts.kana > 0 {
            japanese_runs(classes, document)
        } else {
            Vec::new()
        };
        let declared = with_document(declared, document);
        let mut evidence = Self {
            verdict: Verdict::Undecided(Undecided::TooFew),
            votes: Votes::default(),
            contradicted: None,
            region: declared.region,
            foreign_blocks: Vec::new(),
            japanese,
            some: counts.some,
        };
        if counts.kana as f64 > JAPANESE * (counts.kana + counts.han) as f64 {
            evidence.verdict = Verdict::Undecided(Undecided::Japanese);
            return evidence;
        }
        evidence.weigh(classes, document, counts, declared.script);
        evidence
    }

    fn weigh(
        &mut self,
        classes: Classes,
        document: &Document<'_>,
        counts: Counts,
        declared: Option<Script>,
    ) {
        let minor = counts.votes.simplified.min(counts.votes.traditional);
        // Most articles: nothing to look at more closely.
        self.votes = counts.votes;
        if minor == 0 && counts.votes.all() >= 20 {
            let own = self.votes.majority();
            return self.settle(own, declared, 1.0);
        }
        let quotations = quotation::all(document.prose());
        let left = |without: &[Span]| CountedText {
            document,
            japanese: &self.japanese,
            without: without.to_vec(),
        };
        let mut outside = left(&quotations).votes(classes);
        // An interview may have hardly anything outside quotation marks.
        let quoted = outside.all() >= 3;
        if !quoted {
            outside = left(&[]).votes(classes);
        }
        self.votes = outside;
        if self.votes.all() < 2 {
            if let Some(script) = declared {
                self.verdict = Verdict::Decided(script);
            }
            return;
        }
        let blocks = block_scripts(classes, document, &self.japanese);
        let own = self.main_script(&blocks);
        let foreign = foreign_runs(&blocks, own);
        if foreign.len() > RUNS && declared.is_none() {
            self.verdict = Verdict::Even;
            return;
        }
        let mut without = foreign.clone();
        if quoted {
            without.extend(quotations);
        }
        let rest = left(&without).votes(classes);
        let share = if rest.all() == 0 {
            1.0
        } else {
            rest.share(own)
        };
        self.foreign_blocks = foreign;
        self.settle(own, declared, share);
    }

    /// The script of more text, block by block: a long pasted paragraph counts as one.
    fn main_script(&self, blocks: &[(Span, Option<Script>)]) -> Script {
        let length = |script: Script| -> usize {
            let wholly = blocks.iter().filter(|(_, of)| *of == Some(script));
            wholly.map(|(span, _)| span.len()).sum()
        };
        match length(Script::Simplified).cmp(&length(Script::Traditional)) {
            std::cmp::Ordering::Less => Script::Traditional,
            std::cmp::Ordering::Greater => Script::Simplified,
            std::cmp::Ordering::Equal => self.votes.majority(),
        }
    }

    /// Takes `own`, the text's script, unless too little of it is in that script, or another was declared.
    fn settle(&mut self, own: Script, declared: Option<Script>, share: f64) {
        if let Some(declared) = declared
            && declared != own
        {
            if share >= DECIDED && self.votes.all() >= 10 {
                self.contradicted = Some(declared);
                self.verdict = Verdict::Decided(own);
            } else {
                self.foreign_blocks.clear();
                self.verdict = Verdict::Decided(declared);
            }
            return;
        }
        let few = self.votes.all() - self.votes.of(own) <= 1 && self.votes.of(own) >= 3;
        self.verdict = if share >= DECIDED || declared.is_some() || few {
            Verdict::Decided(own)
        } else if self.votes.all() < EVEN_VOTES {
            Verdict::Undecided(Undecided::TooEven)
        } else {
            Verdict::Even
        };
    }

    /// The region whose forms repairs use: the declared one, else the one that the text tells. Looked for only where
    /// there is something to repair.
    pub fn region_for(&self, prose: &str) -> Option<Region> {
        self.region.or_else(|| region_of(prose))
    }

    /// Does `span` lie in a Japanese passage?
    pub fn is_japanese(&self, span: Span) -> bool {
        let index = self.japanese.partition_point(|run| run.end <= span.start);
        self.japanese
            .get(index)
            .is_some_and(|run| run.start < span.end)
    }

    /// Does `span` lie in a block that is foreign as a whole?
    pub fn in_foreign_block(&self, span: Span) -> bool {
        self.foreign_blocks.iter().any(|run| run.contains(span))
    }
}

/// What lint.toml leaves open, the article's own front matter may tell.
fn with_document(declared: Declared, document: &Document<'_>) -> Declared {
    let lang = document
        .declared_lang()
        .unwrap_or("")
        .replace('_', "-")
        .to_ascii_lowercase();
    let mut own = Declared::default();
    if lang == "zh" || lang.starts_with("zh-") {
        let has = |part: &str| lang.split('-').any(|of| of == part);
        own.region = [
            ("hk", Region::HongKong),
            ("mo", Region::HongKong),
            ("tw", Region::Taiwan),
            ("cn", Region::China),
        ]
        .into_iter()
        .find_map(|(part, region)| has(part).then_some(region));
        own.script = if has("hant") {
            Some(Script::Traditional)
        } else if has("hans") || has("sg") {
            Some(Script::Simplified)
        } else {
            own.region.map(script_of)
        };
    }
    let region = declared.region.or(own.region);
    Declared {
        script: declared
            .script
            .or(own.script)
            .or(declared.region.map(script_of)),
        region,
    }
}

/// The script that a region writes.
pub fn script_of(region: Region) -> Script {
    match region {
        Region::China => Script::Simplified,
        Region::HongKong | Region::Taiwan => Script::Traditional,
    }
}

/// Hong Kong or Taiwan, if the forms tell that one of them prints and the other hardly ever does.
fn region_of(prose: &str) -> Option<Region> {
    let (mut hong_kong, mut taiwan) = (0, 0);
    // The first 20,000 bytes tell as much as the rest.
    let of_hong_kong: Vec<char> = words::FORMS_OF_HONG_KONG.chars().collect();
    let of_taiwan: Vec<char> = words::FORMS_OF_TAIWAN.chars().collect();
    for c in prose.chars().take(8000) {
        hong_kong += usize::from(of_hong_kong.contains(&c));
        taiwan += usize::from(of_taiwan.contains(&c));
    }
    match hong_kong.cmp(&taiwan) {
        std::cmp::Ordering::Greater => Some(Region::HongKong),
        std::cmp::Ordering::Less => Some(Region::Taiwan),
        std::cmp::Ordering::Equal => None,
    }
}
