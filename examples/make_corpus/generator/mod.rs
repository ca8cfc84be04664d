//! A corpus of any size: each article depends on the seed and its own number alone, so that any of
//! them can be made again, in any order, on any thread.

mod article;
mod defect;
mod phrases;
mod prose;
mod rng;
mod vocabulary;

pub(crate) use article::Article;
pub(crate) use vocabulary::Lexicon;

use article::{Block, Kind};
use defect::Defect;
use phrases::Phrases;
use prose::Writer;
use rng::Rng;
use vocabulary::Vocabulary;

/// How an article repeats another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Copy {
    /// The same bytes.
    Equal,
    /// A few words in a hundred changed.
    Edited,
    /// The first half or more, whole sentences.
    Cut,
    /// Its paragraphs stand inside a longer article.
    Contained,
}

impl Copy {
    const ALL: [Self; 4] = [Self::Equal, Self::Edited, Self::Cut, Self::Contained];

    /// The name in the manifest.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Equal => "copy-equal",
            Self::Edited => "copy-edited",
            Self::Cut => "copy-cut",
            Self::Contained => "copy-contained",
        }
    }
}

/// What is wrong with an article of the corpus.
#[derive(Debug, Clone)]
pub(crate) enum Planted {
    /// A damaged place: the lint that should find it, and the text as it stands.
    Defect { lint: &'static str, text: String },
    /// The article repeats the one with this number.
    Copy { kind: Copy, of: usize },
}

#[derive(Debug, Clone, Copy)]
enum Role {
    Clean,
    Damaged(Defect),
    Copy(Copy, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Region {
    HongKong,
    Taiwan,
    Mainland,
}

/// Makes the articles of one corpus.
#[derive(Debug)]
pub(crate) struct Generator<'v> {
    lexicon: &'v Lexicon,
    seed: u64,
    roles: Vec<Role>,
}

impl<'v> Generator<'v> {
    /// Decides which articles are damaged (`defects`: a share from 0 to 1) and which are copies.
    /// At most half of the articles can be copies.
    pub(crate) fn new(
        lexicon: &'v Lexicon,
        seed: u64,
        articles: usize,
        copies: usize,
        defects: f64,
    ) -> Self {
        let mut roles = vec![Role::Clean; articles];
        let mut order: Vec<usize> = (0..articles).collect();
        let mut rng = Rng::new(seed, u64::MAX);
        for last in (1..articles).rev() {
            order.swap(last, rng.index(last + 1));
        }
        let copies = copies.min(articles / 2);
        let (chosen, rest) = order.split_at(copies);
        // The originals stay clean, so that a copy is the only thing to say about the pair.
        let (originals, rest) = rest.split_at(copies);
        for (number, (&copy, &original)) in chosen.iter().zip(originals).enumerate() {
            roles[copy] = Role::Copy(Copy::ALL[number % Copy::ALL.len()], original);
        }
        for (number, &damaged) in rest.iter().take(share(articles, defects)).enumerate() {
            roles[damaged] = Role::Damaged(Defect::ALL[number % Defect::ALL.len()]);
        }
        Self {
            lexicon,
            seed,
            roles,
        }
    }

    /// The article with this number, and what was planted in it.
    pub(crate) fn article(&self, number: usize) -> (Article<'v>, Option<Planted>) {
        match self.roles[number] {
            Role::Clean => (self.clean(number).0, None),
            Role::Damaged(defect) => self.damaged(number, defect),
            Role::Copy(kind, of) => (
                self.copy(number, kind, of),
                Some(Planted::Copy { kind, of }),
            ),
        }
    }

    fn clean(&self, number: usize) -> (Article<'v>, Writer<'v>, Region) {
        let mut rng = self.rng(number);
        let region = match rng.below(4) {
            0 => Region::Taiwan,
            1 => Region::Mainland,
            _ => Region::HongKong,
        };
        let mut writer = self.writer(rng, region);
        let article = Article::write(&mut writer);
        (article, writer, region)
    }

    /// Tries the wanted kind first; an article without a place for it (no number to spoil) gets
    /// the next kind that fits.
    fn damaged(&self, number: usize, wanted: Defect) -> (Article<'v>, Option<Planted>) {
        let (sound, mut writer, region) = self.clean(number);
        let simplified = region == Region::Mainland;
        let first = wanted as usize;
        for step in 0..Defect::ALL.len() {
            let defect = Defect::ALL[(first + step) % Defect::ALL.len()];
            let mut article = sound.clone();
            if let Some(text) = defect.plant(&mut article, &mut writer, self.lexicon, simplified) {
                return (
                    article,
                    Some(Planted::Defect {
                        lint: defect.lint(),
                        text,
                    }),
                );
            }
        }
        (sound, None)
    }

    fn copy(&self, number: usize, kind: Copy, of: usize) -> Article<'v> {
        let (mut article, _, region) = self.clean(of);
        let mut writer = self.writer(self.rng(number), region);
        match kind {
            Copy::Equal => {}
            Copy::Edited => {
                for block in &mut article.blocks {
                    defect::edit(&mut block.sentences, &mut writer, 3);
                }
            }
            Copy::Cut => cut(&mut article),
            Copy::Contained => {
                let mut host = Article::write(&mut writer);
                let inside = article.blocks.split_off(1);
                let at = host.bodies(1).first().map_or(1, |first| first + 1);
                host.blocks.splice(at..at, inside);
                return host;
            }
        }
        article
    }

    fn rng(&self, number: usize) -> Rng {
        Rng::new(self.seed, number as u64)
    }

    fn writer(&self, rng: Rng, region: Region) -> Writer<'v> {
        let (phrases, vocabulary): (&Phrases, &Vocabulary) = match region {
            Region::HongKong => (&phrases::HONG_KONG, &self.lexicon.hong_kong),
            Region::Taiwan => (&phrases::TAIWAN, &self.lexicon.taiwan),
            Region::Mainland => (&phrases::MAINLAND, &self.lexicon.mainland),
        };
        Writer::new(rng, phrases, vocabulary)
    }
}

/// Keeps whole sentences until more than half of the text stands.
fn cut(article: &mut Article<'_>) {
    let whole: usize = article.blocks.iter().map(|block| block.text().len()).sum();
    let mut kept = 0;
    let mut blocks = Vec::new();
    'blocks: for block in article.blocks.drain(..) {
        let mut part = Block {
            kind: block.kind,
            sentences: Vec::new(),
        };
        for sentence in block.sentences {
            kept += sentence.concat().len();
            part.sentences.push(sentence);
            if kept * 2 > whole && part.kind == Kind::Body {
                blocks.push(part);
                break 'blocks;
            }
        }
        blocks.push(part);
    }
    article.blocks = blocks;
}

/// This share of a whole, rounded.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the share is clamped to 0..=1"
)]
fn share(whole: usize, part: f64) -> usize {
    (whole as f64 * part.clamp(0.0, 1.0)).round() as usize
}
