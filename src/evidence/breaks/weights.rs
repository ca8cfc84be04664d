//! What each sign of a break is worth.
//!
//! All weights are log-odds, so that signs add up: 2.3 says "ten times as likely". Those of two pieces and of a
//! beginning compare places where a sound paragraph was cut with the places where another one begins; those of a seam
//! compare the right place in a paragraph with its other places. `examples/fit_weights.rs` makes such cuts, counts the
//! signs and fits the weights again; the values here are rounded, and those of signs that are too rare to be fitted are
//! marked as judged. `tests/weights.rs` holds each with articles near the margin.

/// Something that speaks for two pieces of text being one, or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    // Two pieces, end to beginning.
    /// A digit beside a digit, or a small letter beside a small letter. Judged.
    Figures,
    /// A number, then what numbers count. Judged.
    Unit,
    /// A word stands across the cut in the likeliest division into words.
    Word,
    /// For each class of frequency that the words are better with it, at most [`Limit::Gain`].
    WordGain,
    /// That word has three characters or more.
    LongWord,
    /// The left piece ends in a character that is seldom a word, though no word stands across is no condition.
    Leftover,
    /// The article has the two characters beside the cut together elsewhere.
    Echo2,
    /// The same for three characters across the cut.
    Echo3,
    /// The same for four or more.
    Echo4,
    /// For each character beyond three, nine at most.
    EchoMore,
    /// The article has the characters beside the cut with one of them read otherwise.
    Misread,
    /// The right piece closes a bracket that the left one leaves open.
    Closes,
    /// The left piece leaves a bracket open, and the right one opens another. Judged.
    OpensAgain,
    // The beginning of the right piece.
    /// It begins with a mark that begins nothing. Judged.
    Mark,
    /// It is an item of a list. Judged.
    Item,
    /// It begins with a quotation mark, a figure or another script.
    Foreign,
    /// Up to five characters, then a full stop.
    ShortSentence,
    /// Up to three characters that are no adverbial, then a comma.
    ShortClause,
    /// The same for four or five characters.
    MiddlingClause,
    /// Up to five characters, then `、`.
    ShortEntry,
    /// Up to six characters, then a colon: who says it.
    Label,
    /// Its first word is a character that stands at the head of no paragraph.
    NeverFirst,
    /// Its first word seldom begins a paragraph.
    MiddleWord,
    /// Its first word is a verb.
    Verb,
    /// Its first word begins paragraphs and seldom goes on in a sentence.
    Starter,
    /// Its first character is a surname.
    Surname,
    /// Its first word is a single character, of no known kind.
    SingleCharacter,
    /// Who comes first, then when.
    Dated,
    /// A short clause of time or place, then a comma.
    Adverbial,
    /// Its first clause names who speaks.
    Speaker,
    /// It begins with a post and a name.
    Post,
    /// It begins with an agency. Judged.
    Agency,
    // Where the right piece stands.
    /// It is the next paragraph: most paragraphs behind one that stops are just the next.
    Next,
    /// Only a picture's lines stand between: captions cut sentences.
    PictureBetween,
    /// Other paragraphs stand between.
    Displaced,
    /// For each of them.
    Away,
    /// For each e-fold that it is shorter than the paragraphs of its article: pieces are. At most [`Limit::Shortness`] of them.
    Short,
    /// Other sentences of the article begin as it does.
    BeginsElsewhere,
    /// It looks like a headline or a line of its own.
    OtherKind,
    /// The left piece may be whole. Judged.
    WeakEnd,
    // Behind a credit.
    /// It runs on from a credit.
    Credit,
    /// The credit stands right behind the paragraph that stops: that is how columns are fused.
    CreditNext,
    /// The credit may be none. Judged.
    UnsureCredit,
    // A seam inside a paragraph, against the other places of the paragraph.
    /// One place among all.
    Seam,
    /// How far into the paragraph, as a share of what is looked at: columns are fused near the head.
    SeamDepth,
    /// Behind the seam a bracket of the left piece is closed.
    SeamCloses,
    /// Behind the seam another bracket is opened. Judged.
    SeamOpensAgain,
    /// With the left piece, a word stands across.
    SeamWord,
    /// For each class of frequency that the words are better with it, at most [`Limit::SeamGain`].
    SeamWordGain,
    /// For each class that the single character behind the seam is rarer as a word of its own, where a word takes it.
    SeamLone,
    /// The left piece ends in a character that is seldom a word, and no word takes it.
    SeamLeftover,
    /// The paragraph has before the seam what the left piece ends with: no witness.
    SeamSameEnd,
    /// The article has nothing of the join elsewhere.
    SeamEcho0,
    /// It has two characters across the join.
    SeamEcho2,
    /// Three.
    SeamEcho3,
    /// Four.
    SeamEcho4,
    /// Five.
    SeamEcho5,
    /// Six or more.
    SeamEcho6,
    /// For each class of frequency of the two characters that the join brings together.
    SeamPair,
    /// For each class of the two characters that stand at the seam.
    SeamStanding,
    /// The article has the two characters at the seam elsewhere.
    SeamFamiliar2,
    /// It has three of them.
    SeamFamiliar3,
    /// What stands before the seam ends in a character that is seldom a word.
    SeamFrontLeftover,
    /// What stands before the seam ends in a whole word.
    SeamFrontWhole,
    /// For each paragraph between.
    SeamAway,
}

/// How many signs there are.
const COUNT: usize = 65;

/// The weights in use.
const FITTED: [(Sign, f32); COUNT] = [
    (Sign::Figures, 6.0),
    (Sign::Unit, 3.0),
    (Sign::Word, 2.5),
    (Sign::WordGain, 0.37),
    (Sign::LongWord, 0.4),
    (Sign::Leftover, -1.6),
    (Sign::Echo2, 1.3),
    (Sign::Echo3, 2.2),
    (Sign::Echo4, 2.3),
    (Sign::EchoMore, 1.1),
    (Sign::Misread, 1.8),
    (Sign::Closes, 4.0),
    (Sign::OpensAgain, -4.0),
    (Sign::Mark, 6.0),
    (Sign::Item, -6.0),
    (Sign::Foreign, -3.5),
    (Sign::ShortSentence, 3.0),
    (Sign::ShortClause, 2.5),
    (Sign::MiddlingClause, 1.8),
    (Sign::ShortEntry, 1.1),
    (Sign::Label, -1.2),
    (Sign::NeverFirst, 3.2),
    (Sign::MiddleWord, 1.7),
    (Sign::Verb, 1.2),
    (Sign::Starter, -1.9),
    (Sign::Surname, -1.3),
    (Sign::SingleCharacter, 0.7),
    (Sign::Dated, -1.5),
    (Sign::Adverbial, -1.0),
    (Sign::Speaker, -2.5),
    (Sign::Post, -1.5),
    (Sign::Agency, -3.0),
    (Sign::Next, -1.1),
    (Sign::PictureBetween, 4.5),
    (Sign::Displaced, -0.7),
    (Sign::Away, -0.5),
    (Sign::Short, 1.8),
    (Sign::BeginsElsewhere, -2.7),
    (Sign::OtherKind, -2.0),
    (Sign::WeakEnd, -1.0),
    (Sign::Credit, 1.5),
    (Sign::CreditNext, 4.5),
    (Sign::UnsureCredit, -0.5),
    (Sign::Seam, 1.35),
    (Sign::SeamDepth, -6.4),
    (Sign::SeamCloses, 1.6),
    (Sign::SeamOpensAgain, -1.6),
    (Sign::SeamWord, 0.6),
    (Sign::SeamWordGain, 0.62),
    (Sign::SeamLone, 0.34),
    (Sign::SeamLeftover, -1.1),
    (Sign::SeamSameEnd, -1.8),
    (Sign::SeamEcho0, -1.9),
    (Sign::SeamEcho2, -0.4),
    (Sign::SeamEcho3, 0.3),
    (Sign::SeamEcho4, 0.9),
    (Sign::SeamEcho5, 1.2),
    (Sign::SeamEcho6, 1.9),
    (Sign::SeamPair, 0.15),
    (Sign::SeamStanding, -0.2),
    (Sign::SeamFamiliar2, -2.0),
    (Sign::SeamFamiliar3, -3.5),
    (Sign::SeamFrontLeftover, 0.8),
    (Sign::SeamFrontWhole, -0.7),
    (Sign::SeamAway, -1.5),
];

/// How much is enough, and the most that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Most classes of frequency that count for a word across a cut: beyond, the word is only longer.
    Gain,
    /// The same at a seam.
    SeamGain,
    /// Most that length says, in e-folds.
    Shortness,
    /// The score that a pair needs: of pairs that reach it in cut articles, four in five are right.
    Enough,
    /// How much better than the next best it must be; below, nobody knows which of the two is right.
    Margin,
    /// What a word, or a beginning that is none, must say for a continuation further away: among so many places something
    /// always looks like one.
    Clear,
    /// What the two pieces must say by themselves, wherever they stand, to be told as one sentence: a paragraph that lacks
    /// no more than its full stop stands before a caption as often as a cut one.
    Telling,
    /// The same behind what may be a credit.
    Hinting,
    /// What a left piece says that ends as no sentence does.
    Open,
    /// Below this two pieces have clearly nothing to do with each other.
    Lost,
    /// What the two pieces must say where the left one may be whole.
    Proved,
}

/// How many limits there are.
const LIMIT_COUNT: usize = 11;

/// The limits in use.
const LIMITS: [(Limit, f32); LIMIT_COUNT] = [
    (Limit::Gain, 14.0),
    (Limit::SeamGain, 16.0),
    (Limit::Shortness, 2.0),
    (Limit::Enough, 1.4),
    (Limit::Margin, 0.6),
    (Limit::Clear, 3.0),
    (Limit::Telling, 2.0),
    (Limit::Hinting, 1.0),
    (Limit::Open, 1.2),
    (Limit::Lost, -1.0),
    (Limit::Proved, 3.0),
];

/// A weight for each sign, and the limits.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    signs: [f32; COUNT],
    limits: [f32; LIMIT_COUNT],
}

impl Weights {
    /// The weights in use.
    pub const fn fitted() -> Self {
        let (mut signs, mut limits) = ([0.0; COUNT], [0.0; LIMIT_COUNT]);
        let mut at = 0;
        while at < COUNT {
            signs[FITTED[at].0 as usize] = FITTED[at].1;
            at += 1;
        }
        at = 0;
        while at < LIMIT_COUNT {
            limits[LIMITS[at].0 as usize] = LIMITS[at].1;
            at += 1;
        }
        Self { signs, limits }
    }

    /// All signs.
    pub fn signs() -> impl Iterator<Item = Sign> {
        FITTED.iter().map(|(sign, _)| *sign)
    }

    /// All limits.
    pub fn limits() -> impl Iterator<Item = Limit> {
        LIMITS.iter().map(|(limit, _)| *limit)
    }

    /// What `sign` is worth.
    pub fn of(&self, sign: Sign) -> f32 {
        self.signs[sign as usize]
    }

    /// How much `limit` is.
    pub fn limit(&self, limit: Limit) -> f32 {
        self.limits[limit as usize]
    }

    /// These weights but for one.
    #[must_use]
    pub fn with(mut self, sign: Sign, weight: f32) -> Self {
        self.signs[sign as usize] = weight;
        self
    }

    /// These weights but for one limit.
    #[must_use]
    pub fn with_limit(mut self, limit: Limit, value: f32) -> Self {
        self.limits[limit as usize] = value;
        self
    }
}

/// How often each sign was met, or how much of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally([f32; COUNT]);

impl Default for Tally {
    fn default() -> Self {
        Self([0.0; COUNT])
    }
}

impl Tally {
    /// How much of `sign` was met.
    pub fn of(&self, sign: Sign) -> f32 {
        self.0[sign as usize]
    }

    /// Notes `sign`.
    pub(super) fn add(&mut self, sign: Sign) {
        self.0[sign as usize] += 1.0;
    }

    /// Notes so much of `sign`.
    pub(super) fn add_times(&mut self, sign: Sign, times: f32) {
        self.0[sign as usize] += times;
    }

    /// Both together.
    pub(super) fn join(&mut self, other: &Self) {
        for (mine, more) in self.0.iter_mut().zip(other.0) {
            *mine += more;
        }
    }

    /// What all of it is worth, in log-odds.
    pub fn sum(&self, weights: &Weights) -> f32 {
        self.0
            .iter()
            .zip(weights.signs)
            .map(|(times, weight)| times * weight)
            .sum()
    }

    /// What `signs` alone are worth.
    pub(super) fn sum_of(&self, signs: &[Sign], weights: &Weights) -> f32 {
        let worth = |sign: &Sign| self.of(*sign) * weights.of(*sign);
        signs.iter().map(worth).sum()
    }
}

/// The signs that the article's own words are.
pub(super) const ECHOES: &[Sign] = &[
    Sign::Echo2,
    Sign::Echo3,
    Sign::Echo4,
    Sign::EchoMore,
    Sign::Misread,
];
