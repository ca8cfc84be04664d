//! Planted defects: what happens to an article between the newsroom and the file.

use std::borrow::Cow;

use super::article::{Article, Block, Kind, Sentence, caption};
use super::prose::Writer;
use super::vocabulary::Lexicon;

/// One kind of damage. The name in the manifest is the id of the lint that should find it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Defect {
    MixedScript,
    SplitSentence,
    TruncatedSentence,
    SplicedText,
    DuplicateParagraph,
    EditedParagraph,
    DuplicateSentence,
    LetterInNumber,
    SpacedCharacters,
    HalfWidthPunctuation,
    InvisibleCharacter,
    ReplacementCharacter,
    Mojibake,
}

impl Defect {
    /// Every kind; planted in turn, so that each has an equal share.
    pub(crate) const ALL: [Self; 13] = [
        Self::MixedScript,
        Self::SplitSentence,
        Self::TruncatedSentence,
        Self::SplicedText,
        Self::DuplicateParagraph,
        Self::EditedParagraph,
        Self::DuplicateSentence,
        Self::LetterInNumber,
        Self::SpacedCharacters,
        Self::HalfWidthPunctuation,
        Self::InvisibleCharacter,
        Self::ReplacementCharacter,
        Self::Mojibake,
    ];

    /// The lint that should find it.
    pub(crate) fn lint(self) -> &'static str {
        match self {
            Self::MixedScript => "mixed-script",
            Self::SplitSentence => "split-sentence",
            Self::TruncatedSentence => "truncated-sentence",
            Self::SplicedText => "spliced-text",
            Self::DuplicateParagraph | Self::EditedParagraph => "duplicate-paragraph",
            Self::DuplicateSentence => "duplicate-sentence",
            Self::LetterInNumber => "letter-in-number",
            Self::SpacedCharacters => "spaced-characters",
            Self::HalfWidthPunctuation => "half-width-punctuation",
            Self::InvisibleCharacter => "invisible-character",
            Self::ReplacementCharacter => "replacement-character",
            Self::Mojibake => "mojibake",
        }
    }

    /// Damages the article; gives the damaged text as it now stands, or nothing where the article
    /// has no place for this kind of damage.
    pub(crate) fn plant<'v>(
        self,
        article: &mut Article<'v>,
        writer: &mut Writer<'v>,
        lexicon: &Lexicon,
        simplified: bool,
    ) -> Option<String> {
        match self {
            Self::MixedScript => {
                let changed = |word: &str| lexicon.other_script(word, simplified);
                change_word(article, writer, changed)
            }
            Self::SplitSentence => split_sentence(article, writer),
            Self::TruncatedSentence => truncate_sentence(article, writer),
            Self::SplicedText => splice(article, writer),
            Self::DuplicateParagraph => double_paragraph(article, writer, 0),
            Self::EditedParagraph => double_paragraph(article, writer, 4),
            Self::DuplicateSentence => double_sentence(article, writer),
            Self::LetterInNumber => change_word(article, writer, letter_in_number),
            Self::SpacedCharacters => change_clause(article, writer, 8, spaced),
            Self::HalfWidthPunctuation => change_word(article, writer, |word| {
                (word == "，").then(|| ",".to_owned())
            }),
            Self::InvisibleCharacter => {
                change_word(article, writer, |word| inside(word, '\u{200b}'))
            }
            Self::ReplacementCharacter => change_word(article, writer, |word| {
                let mut chars = word.chars();
                chars
                    .next_back()
                    .filter(|_| word.chars().nth(1).is_some())?;
                Some(chars.as_str().to_owned() + "\u{fffd}")
            }),
            Self::Mojibake => change_clause(article, writer, 12, |text| {
                encoding_rs::GBK
                    .decode_without_bom_handling(text.as_bytes())
                    .0
                    .into_owned()
            }),
        }
    }
}

/// Replaces `percent` of the words by others: an edited copy.
pub(crate) fn edit<'v>(sentences: &mut [Sentence<'v>], writer: &mut Writer<'v>, percent: u64) {
    for token in sentences.iter_mut().flatten() {
        if is_words(token) && writer.rng.chance(percent) {
            *token = Cow::Borrowed(writer.long_word());
        }
    }
}

/// Han characters only: not a mark, a number, a byline.
fn is_words(token: &str) -> bool {
    token
        .chars()
        .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Changes one word in a body paragraph, of those for which `change` gives something else.
fn change_word<'v>(
    article: &mut Article<'v>,
    writer: &mut Writer<'v>,
    change: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let mut places = Vec::new();
    for block in article.bodies(1) {
        for (number, sentence) in article.blocks[block].sentences.iter().enumerate() {
            for (word, token) in sentence.iter().enumerate() {
                if let Some(changed) = change(token) {
                    places.push((block, number, word, changed));
                }
            }
        }
    }
    if places.is_empty() {
        return None;
    }
    let (block, number, word, changed) = places.swap_remove(writer.rng.index(places.len()));
    article.blocks[block].sentences[number][word] = Cow::Owned(changed.clone());
    Some(changed)
}

/// Changes a run of words without a mark between them, of at least this many characters.
fn change_clause<'v>(
    article: &mut Article<'v>,
    writer: &mut Writer<'v>,
    characters: usize,
    change: impl Fn(&str) -> String,
) -> Option<String> {
    let mut places = Vec::new();
    for block in article.bodies(1) {
        for (number, sentence) in article.blocks[block].sentences.iter().enumerate() {
            let mut start = 0;
            for run in sentence.split(|token| !is_words(token)) {
                let end = start + run.len();
                if run.concat().chars().count() >= characters {
                    places.push((block, number, start, end));
                }
                start = end + 1;
            }
        }
    }
    if places.is_empty() {
        return None;
    }
    let (block, number, start, end) = writer.rng.pick(&places);
    let sentence = &mut article.blocks[block].sentences[number];
    let changed = change(&sentence[start..end].concat());
    sentence.splice(start..end, [Cow::Owned(changed.clone())]);
    Some(changed)
}

/// A place inside a sentence, between two words: block, sentence, word.
fn seam(article: &Article<'_>, writer: &mut Writer<'_>) -> Option<(usize, usize, usize)> {
    let mut places = Vec::new();
    for block in article.bodies(1) {
        let sentences = &article.blocks[block].sentences;
        for (number, sentence) in sentences.iter().enumerate() {
            // Far enough from both ends that each half still looks like part of a sentence.
            for word in 6..sentence.len().saturating_sub(4) {
                if is_words(&sentence[word - 1]) && is_words(&sentence[word]) {
                    places.push((block, number, word));
                }
            }
        }
    }
    (!places.is_empty()).then(|| writer.rng.pick(&places))
}

/// Cuts a paragraph in two at a seam; gives the place of the second half.
fn cut(article: &mut Article<'_>, (block, number, word): (usize, usize, usize)) -> usize {
    let mut rest = article.blocks[block].sentences.split_off(number);
    let mut head = rest.remove(0);
    let tail = head.split_off(word);
    rest.insert(0, tail);
    article.blocks[block].sentences.push(head);
    article.blocks.insert(
        block + 1,
        Block {
            kind: Kind::Body,
            sentences: rest,
        },
    );
    block + 1
}

/// A sentence that a caption stands in.
fn split_sentence<'v>(article: &mut Article<'v>, writer: &mut Writer<'v>) -> Option<String> {
    let place = seam(article, writer)?;
    let rest = cut(article, place);
    article.blocks.insert(rest, caption(writer));
    let end = article.blocks[rest - 1].text();
    let start = article.blocks[rest + 1].text();
    Some(format!(
        "{}⟶{}",
        last_chars(&end, 8),
        first_chars(&start, 8)
    ))
}

/// A sentence whose rest is lost.
fn truncate_sentence<'v>(article: &mut Article<'v>, writer: &mut Writer<'v>) -> Option<String> {
    let place = seam(article, writer)?;
    let rest = cut(article, place);
    article.blocks.remove(rest);
    Some(last_chars(&article.blocks[rest - 1].text(), 8))
}

/// A photo credit that runs into the second half of a word; the whole word stands elsewhere.
fn splice<'v>(article: &mut Article<'v>, writer: &mut Writer<'v>) -> Option<String> {
    let place = seam(article, writer)?;
    let (block, number, word) = place;
    let halved = article.blocks[block].sentences[number][word].clone();
    let first = halved.chars().next()?;
    let second: String = halved.chars().skip(1).collect();
    if second.is_empty() {
        return None;
    }
    let mut elsewhere = writer.heading(4, 6);
    elsewhere.push(halved);
    elsewhere.push(Cow::Borrowed("。"));
    let rest = cut(article, place);
    let end = article.blocks[rest - 1].sentences.last_mut()?;
    end.push(Cow::Owned(first.to_string()));
    let fused = writer.fill_from(writer.phrases.credits) + &second;
    article.blocks[rest].sentences[0][0] = Cow::Owned(fused.clone());
    article.blocks.insert(rest, caption(writer));
    article.blocks.insert(1, Block::one(Kind::Body, elsewhere));
    Some(fused)
}

/// A paragraph that stands again at the end, with this share of its words changed.
fn double_paragraph<'v>(
    article: &mut Article<'v>,
    writer: &mut Writer<'v>,
    percent: u64,
) -> Option<String> {
    let bodies = article.bodies(2);
    if bodies.is_empty() {
        return None;
    }
    let mut copy = article.blocks[writer.rng.pick(&bodies)].clone();
    edit(&mut copy.sentences, writer, percent);
    let text = first_chars(&copy.text(), 12);
    let last = article.bodies(1).pop()?;
    article.blocks.insert(last + 1, copy);
    Some(text)
}

/// A sentence of one paragraph that stands in another, too.
fn double_sentence<'v>(article: &mut Article<'v>, writer: &mut Writer<'v>) -> Option<String> {
    let bodies = article.bodies(2);
    let from = *bodies.first()?;
    let to = *article.bodies(1).last()?;
    if from == to {
        return None;
    }
    let sentences = &article.blocks[from].sentences;
    let copy = sentences[writer.rng.between(1, sentences.len() - 1)].clone();
    let text = copy.concat();
    article.blocks[to].sentences.push(copy);
    (text.chars().count() > 24).then_some(text)
}

/// `105億元` → `1O5億元`.
fn letter_in_number(word: &str) -> Option<String> {
    let digits = word.chars().take_while(char::is_ascii_digit).count();
    if digits < 3 {
        return None;
    }
    let number: String = word.chars().take(digits).collect();
    let rest: String = word.chars().skip(digits).collect();
    let damaged = if number.chars().skip(1).any(|c| c == '0') {
        number.replace('0', "O")
    } else {
        let first: String = number.chars().take(1).collect();
        let others: String = number.chars().skip(1).collect();
        others
            .contains('1')
            .then(|| first + &others.replacen('1', "l", 1))?
    };
    Some(damaged + &rest)
}

fn spaced(text: &str) -> String {
    let chars: Vec<String> = text.chars().map(String::from).collect();
    chars.join(" ")
}

fn inside(word: &str, c: char) -> Option<String> {
    if !is_words(word) || word.chars().nth(1).is_none() {
        return None;
    }
    let mut chars: Vec<char> = word.chars().collect();
    chars.insert(1, c);
    Some(chars.into_iter().collect())
}

fn first_chars(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

fn last_chars(text: &str, count: usize) -> String {
    let skip = text.chars().count().saturating_sub(count);
    text.chars().skip(skip).collect()
}
