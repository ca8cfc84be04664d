//! The script that an article is written in, as far as it says so itself.

use crate::Span;
use crate::document::{BlockKind, Document};
use crate::language::convert::{Region, Script};
use crate::language::script::{Class, Classes, class_of};
use std::collections::HashMap;

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

/// Characters that belong to one script only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    /// Simplified ones.
    pub simplified: usize,
    /// Traditional ones.
    pub traditional: usize,
}

impl Votes {
    /// The votes for `script`.
    pub fn of(self, script: Script) -> usize {
        match script {
            Script::Simplified => self.simplified,
            Script::Traditional => self.traditional,
        }
    }

    fn all(self) -> usize {
        self.simplified + self.traditional
    }

    /// The script with more votes, and its share; traditional when they are even.
    fn majority(self) -> (Script, f64) {
        let script = if self.simplified > self.traditional {
            Script::Simplified
        } else {
            Script::Traditional
        };
        (script, self.of(script) as f64 / self.all().max(1) as f64)
    }
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
    /// The region whose forms repairs use, if one is declared or the text tells.
    pub region: Option<Region>,
    /// Neighbouring blocks that are wholly in the other script.
    pub foreign_blocks: Vec<Span>,
    /// Sentences and titles in Japanese, in order: no Chinese to judge.
    pub japanese: Vec<Span>,
}

/// Share of the votes from which a script is the article's own.
const DECIDED: f64 = 0.8;
/// Share of the votes from which a block is wholly in one script.
const PURE: f64 = 0.9;
/// Share of kana among the letters from which an article is not judged.
const JAPANESE: f64 = 0.1;
/// Votes that a block needs to be called foreign as a whole.
const BLOCK_VOTES: usize = 4;
/// Votes below which a mixture is not worth a word.
const EVEN_VOTES: usize = 12;
/// One character votes at most so often: a name repeated all over cannot outvote the text.
const CAP: usize = 3;
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
            region: declared.region.or_else(|| region_of(prose)),
            foreign_blocks: Vec::new(),
            japanese,
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
        if minor > 0 || counts.votes.all() < 20 {
            self.votes = self.capped(classes, document, &[]);
        }
        if self.votes.all() < 2 {
            if let Some(script) = declared {
                self.verdict = Verdict::Decided(script);
            }
            return;
        }
        let (own, share) = self.votes.majority();
        if minor == 0 {
            self.settle(own, declared, share);
            return;
        }
        let blocks = block_scripts(classes, document, &self.japanese);
        // The script of more text, block by block: a long pasted paragraph counts as one.
        let length = |script: Script| -> usize {
            blocks
                .iter()
                .filter(|(_, of)| *of == Some(script))
                .map(|(span, _)| span.len())
                .sum()
        };
        let own = match length(Script::Simplified).cmp(&length(Script::Traditional)) {
            std::cmp::Ordering::Less => Script::Traditional,
            std::cmp::Ordering::Greater => Script::Simplified,
            std::cmp::Ordering::Equal => own,
        };
        let foreign = foreign_runs(&blocks, own);
        let total: usize = foreign.iter().map(|span| span.len()).sum();
        if foreign.len() > RUNS || total * 2 > document.prose().len() {
            self.verdict = Verdict::Even;
            return;
        }
        let rest = if foreign.is_empty() {
            self.votes
        } else {
            self.capped(classes, document, &foreign)
        };
        // The rest must be plainly in its own script, unless it is next to nothing.
        let share = rest.of(own) as f64 / rest.all().max(1) as f64;
        self.foreign_blocks = foreign;
        self.settle(own, declared, share);
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

    /// The votes outside Japanese, addresses and `without`.
    fn capped(&self, classes: Classes, document: &Document<'_>, without: &[Span]) -> Votes {
        let mut seen: HashMap<char, usize> = HashMap::new();
        let mut votes = Votes::default();
        for (at, c) in document.prose().char_indices() {
            let Some(script) = vote(classes.of(c)) else {
                continue;
            };
            let span = Span::new(at, at + c.len_utf8());
            if self.is_japanese(span)
                || document.is_verbatim(span)
                || without.iter().any(|run| run.contains(span))
            {
                continue;
            }
            let times = seen.entry(c).or_default();
            *times += 1;
            if *times <= CAP {
                match script {
                    Script::Simplified => votes.simplified += 1,
                    Script::Traditional => votes.traditional += 1,
                }
            }
        }
        votes
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

/// The script that a character gives away by itself, if it does.
pub fn vote_of(c: char) -> Option<Script> {
    vote(class_of(c))
}

/// The script that a character of `class` votes for.
fn vote(class: Class) -> Option<Script> {
    if class.strong_traditional() {
        Some(Script::Traditional)
    } else if class.strong_simplified() && !class.glyph_variant() {
        Some(Script::Simplified)
    } else {
        None
    }
}

/// One pass over the text, without a look at where anything is.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    han: usize,
    kana: usize,
    votes: Votes,
}

impl Counts {
    fn of(classes: Classes, prose: &str) -> Self {
        let mut counts = Self::default();
        for c in prose.chars() {
            let class = classes.of(c);
            counts.han += usize::from(class.is_han());
            counts.kana += usize::from(class.is_kana());
            counts.votes.traditional += usize::from(class.strong_traditional());
            counts.votes.simplified += usize::from(class.strong_simplified());
        }
        counts
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
/// 衛 and 疊 are in use in both.
fn region_of(prose: &str) -> Option<Region> {
    let (mut hong_kong, mut taiwan) = (0, 0);
    // The first 20,000 bytes tell as much as the rest. A match, because each character comes here: a
    // search in a string of forms takes a tenth of a whole run.
    for c in prose.chars().take(8000) {
        match c {
            '裏' | '衞' | '着' | '恒' | '葱' | '鈎' | '叠' | '卧' | '敍' | '嘅' | '喺' | '佢'
            | '咗' | '哋' | '唔' | '峯' | '枱' => hong_kong += 1,
            '裡' | '恆' | '蔥' | '鉤' | '臥' | '敘' | '妳' | '著' => taiwan += 1,
            _ => {}
        }
    }
    match hong_kong.cmp(&taiwan) {
        std::cmp::Ordering::Greater => Some(Region::HongKong),
        std::cmp::Ordering::Less => Some(Region::Taiwan),
        std::cmp::Ordering::Equal => None,
    }
}

/// Passages with kana in them, bounded by marks of punctuation, and company names that say so.
fn japanese_runs(classes: Classes, document: &Document<'_>) -> Vec<Span> {
    let prose = document.prose();
    let mut runs: Vec<Span> = Vec::new();
    let mut start = 0;
    let mut kana = 0;
    for (at, c) in prose.char_indices().chain([(prose.len(), '。')]) {
        let class = classes.of(c);
        // ・ and ー are Japanese; の alone is decoration in Chinese (鮮の味).
        kana += usize::from(class.is_kana());
        let inside = class.is_han()
            || class.is_kana()
            || c.is_alphanumeric()
            || matches!(c, '・' | 'ー' | ' ' | '　');
        if !inside {
            if kana >= 2 {
                runs.push(Span::new(start, at));
            }
            start = at + c.len_utf8();
            kana = 0;
        }
    }
    runs
}

/// The blocks with the script that each is wholly in; `None` where one cannot tell.
fn block_scripts(
    classes: Classes,
    document: &Document<'_>,
    japanese: &[Span],
) -> Vec<(Span, Option<Script>)> {
    let judge = |span: Span| {
        let mut votes = Votes::default();
        let mut han = 0;
        for (at, c) in span.of(document.prose()).char_indices() {
            let class = classes.of(c);
            han += usize::from(class.is_han());
            let at = span.start + at;
            let skip = || japanese.iter().any(|run| run.start <= at && at < run.end);
            match vote(class) {
                Some(Script::Simplified) if !skip() => votes.simplified += 1,
                Some(Script::Traditional) if !skip() => votes.traditional += 1,
                _ => {}
            }
        }
        let (script, share) = votes.majority();
        // A short heading needs fewer, if nothing speaks against it.
        let enough = votes.all() >= BLOCK_VOTES || (votes.all() >= 3 && share >= 1.0 && han <= 16);
        (enough && share >= PURE).then_some(script)
    };
    document
        .blocks()
        .iter()
        .filter(|block| block.kind != BlockKind::Code)
        .map(|block| (block.span, judge(block.span)))
        .collect()
}

/// Neighbouring blocks that are not in `own`; one that cannot tell goes with its neighbours on both sides.
fn foreign_runs(blocks: &[(Span, Option<Script>)], own: Script) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    let mut open = false;
    let mut waiting = false;
    for (span, script) in blocks {
        match script {
            Some(script) if *script != own => {
                match runs.last_mut() {
                    Some(last) if open => *last = last.joined(*span),
                    _ => runs.push(*span),
                }
                (open, waiting) = (true, false);
            }
            // One short block in between does not end a run; two do.
            None if open && !waiting && span.len() < 60 => waiting = true,
            _ => (open, waiting) = (false, false),
        }
    }
    runs
}
