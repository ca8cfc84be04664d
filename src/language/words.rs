//! Lists of words, a file each in `words/`, which says what they are and where they come from.
//!
//! A list serves both scripts: it is written in simplified characters, folded ([`simplified_char`]) when it is first
//! asked, and text is folded as it is compared.

use std::cmp::Reverse;
use std::sync::OnceLock;

use super::fold::simplified_char;
use super::table::Pages;

/// A list of words.
pub struct Words {
    file: &'static str,
    sorted: OnceLock<Sorted>,
}

struct Sorted {
    /// Sorted by the first character; of those that share it, the longest first.
    words: Vec<String>,
    /// For each first character where its words begin, and how many there are.
    heads: Pages<(u16, u16)>,
}

impl Words {
    const fn new(file: &'static str) -> Self {
        Self {
            file,
            sorted: OnceLock::new(),
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.sorted().words.iter().map(String::as_str)
    }

    /// Is `text` as a whole one of them?
    pub fn has(&self, text: &str) -> bool {
        self.beginning(text).any(str::is_empty)
    }

    /// Does `text` begin with one of them?
    pub fn begin(&self, text: &str) -> bool {
        self.after_head(text).is_some()
    }

    /// What stands behind the longest of them at the head of `text`.
    pub fn after_head<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.beginning(text).next()
    }

    /// Does `text` end with one of them?
    pub fn end(&self, text: &str) -> bool {
        self.iter().any(|word| {
            let mut last = text.chars().rev().map(simplified_char);
            word.chars().rev().all(|c| last.next() == Some(c))
        })
    }

    /// Does one of them stand in `text`?
    pub fn are_in(&self, text: &str) -> bool {
        let mut from = text.char_indices();
        from.any(|(at, _)| text.get(at..).is_some_and(|rest| self.begin(rest)))
    }

    /// Where the longest of them ends that stands in `folded` at `at`: both count characters.
    pub fn ending_at(&self, folded: &[char], at: usize) -> Option<usize> {
        let text = folded.get(at..)?;
        let mut of_head = self.with_head(*text.first()?).iter();
        of_head.find_map(|word| {
            let mut text = text.iter();
            let same = word.chars().all(|c| text.next() == Some(&c));
            same.then(|| folded.len() - text.len())
        })
    }

    /// Does `folded` end with one of them?
    pub fn end_chars(&self, folded: &[char]) -> bool {
        self.iter().any(|word| {
            let mut last = folded.iter().rev();
            word.chars().rev().all(|c| last.next() == Some(&c))
        })
    }

    /// What stands behind each of them that `text` begins with, the longest first.
    fn beginning<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let head = text.chars().next().map(simplified_char);
        let words = head.map_or(&[][..], |head| self.with_head(head));
        words.iter().filter_map(|word| {
            let mut rest = text.chars();
            let same = word
                .chars()
                .all(|c| rest.next().map(simplified_char) == Some(c));
            same.then_some(rest.as_str())
        })
    }

    fn with_head(&self, head: char) -> &[String] {
        let Sorted { words, heads } = self.sorted();
        let (from, count) = heads.get(head);
        let (from, count) = (usize::from(from), usize::from(count));
        words.get(from..from + count).unwrap_or(&[])
    }

    fn sorted(&self) -> &Sorted {
        self.sorted.get_or_init(|| {
            let fold = |word: &str| word.chars().map(simplified_char).collect();
            let mut words: Vec<String> = entries(self.file).map(fold).collect();
            words.sort_by_key(|word| (word.chars().next(), Reverse(word.len())));
            let mut heads = Pages::new((0, 0));
            for (at, word) in (0..).zip(&words) {
                let head: &mut (u16, u16) = heads.at(word.chars().next().unwrap_or_default());
                *head = if head.1 == 0 {
                    (at, 1)
                } else {
                    (head.0, head.1 + 1)
                };
            }
            Sorted { words, heads }
        })
    }
}

/// A list of single characters.
pub struct Chars {
    file: &'static str,
    pages: OnceLock<Pages<bool>>,
}

impl Chars {
    const fn new(file: &'static str) -> Self {
        Self {
            file,
            pages: OnceLock::new(),
        }
    }

    /// Is `c`, in either script, one of them?
    pub fn has(&self, c: char) -> bool {
        self.has_folded(simplified_char(c))
    }

    /// The same of a character in folded form.
    pub fn has_folded(&self, c: char) -> bool {
        let pages = self.pages.get_or_init(|| {
            let mut pages = Pages::new(false);
            for c in self.iter() {
                *pages.at(c) = true;
            }
            pages
        });
        pages.get(c)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = char> {
        entries(self.file).filter_map(|entry| entry.chars().next().map(simplified_char))
    }
}

/// A list of forms of characters, a line each, which folding would make one; they are taken as they stand.
pub struct Forms(&'static str);

impl Forms {
    const fn new(file: &'static str) -> Self {
        Self(file)
    }

    /// The lines.
    pub fn lines(&self) -> impl Iterator<Item = &'static str> {
        entries(self.0)
    }

    /// All characters.
    pub fn chars(&self) -> impl Iterator<Item = char> {
        self.lines().flat_map(str::chars)
    }
}

/// The lines of a list without its comments.
fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// News and picture agencies.
pub static AGENCIES: Words = Words::new(include_str!("words/agencies.txt"));
/// Credits without a name, whole as they stand: `资料图片`.
pub static CREDIT_NOTICES: Words = Words::new(include_str!("words/credit_notices.txt"));
/// How a credit begins that has a name in it: `图：`, `记者`.
pub static CREDIT_HEADS: Words = Words::new(include_str!("words/credit_heads.txt"));
/// Words that end a credit behind a name: `摄`, `供图`.
pub static CREDIT_ENDS: Words = Words::new(include_str!("words/credit_ends.txt"));
/// How a caption begins.
pub static CAPTION_HEADS: Words = Words::new(include_str!("words/caption_heads.txt"));
/// Signs that point from a caption to its picture.
pub static CAPTION_POINTERS: Chars = Chars::new(include_str!("words/caption_pointers.txt"));
/// How a byline begins.
pub static BYLINE_HEADS: Words = Words::new(include_str!("words/byline_heads.txt"));
/// How a byline ends.
pub static BYLINE_ENDS: Words = Words::new(include_str!("words/byline_ends.txt"));
/// How the line begins that signs an article off.
pub static SIGN_OFF_HEADS: Words = Words::new(include_str!("words/sign_off_heads.txt"));
/// How a line of an interview begins.
pub static ANSWER_HEADS: Words = Words::new(include_str!("words/answer_heads.txt"));
/// Bullets of lists written without markup.
pub static BULLETS: Chars = Chars::new(include_str!("words/bullets.txt"));
/// Words that begin a paragraph and seldom go on in the middle of a sentence.
pub static SENTENCE_OPENERS: Words = Words::new(include_str!("words/sentence_openers.txt"));
/// Words that seldom begin a paragraph.
pub static SENTENCE_MIDDLES: Words = Words::new(include_str!("words/sentence_middles.txt"));
/// Verbs of doing, with which a sentence of news seldom begins.
pub static ACTION_VERBS: Words = Words::new(include_str!("words/action_verbs.txt"));
/// Characters that stand alone at the head of a paragraph only where something was cut off before them.
pub static NEVER_FIRST: Chars = Chars::new(include_str!("words/never_first.txt"));
/// Surnames of one character.
pub static SURNAMES: Chars = Chars::new(include_str!("words/surnames.txt"));
/// Characters that begin a clause that may stand before a comma at the head of a paragraph.
pub static ADVERBIAL_HEADS: Chars = Chars::new(include_str!("words/adverbial_heads.txt"));
/// Characters that end such a clause.
pub static ADVERBIAL_ENDS: Chars = Chars::new(include_str!("words/adverbial_ends.txt"));
/// Characters of grammar with which no name and no headline ends.
pub static PARTICLES: Chars = Chars::new(include_str!("words/particles.txt"));
/// Characters that end a clause of saying before its colon.
pub static TELLING_ENDS: Chars = Chars::new(include_str!("words/telling_ends.txt"));
/// Characters that end a word after which a name is likely: roles, and the words that join names.
pub static NAME_ROLES: Chars = Chars::new(include_str!("words/name_roles.txt"));
/// Japanese surnames of two characters or three.
pub static JAPANESE_SURNAMES: Words = Words::new(include_str!("words/japanese_surnames.txt"));
/// Titles, roles and relations before a name.
pub static TITLES: Words = Words::new(include_str!("words/titles.txt"));
/// What stands behind the name of a firm.
pub static COMPANY_ENDS: Words = Words::new(include_str!("words/company_ends.txt"));
/// What stands behind a name: verbs of speech, forms of address.
pub static NAME_FOLLOWERS: Words = Words::new(include_str!("words/name_followers.txt"));
/// Words before a divider at the head of a credit: `圖／…`.
pub static CREDIT_SIGNS: Words = Words::new(include_str!("words/credit_signs.txt"));
/// Where pictures come from besides agencies.
pub static CREDIT_SOURCES: Words = Words::new(include_str!("words/credit_sources.txt"));
/// What names a picture whole, in a credit or at the head of a sentence: `电视画面`.
pub static CREDIT_PICTURES: Words = Words::new(include_str!("words/credit_pictures.txt"));
/// Agencies in short, behind a divider.
pub static AGENCY_STEMS: Words = Words::new(include_str!("words/agency_stems.txt"));
/// Characters with which the name of an office or a firm ends.
pub static MAKER_ENDS: Chars = Chars::new(include_str!("words/maker_ends.txt"));
/// Words with which no sentence ends.
pub static NEVER_LAST: Words = Words::new(include_str!("words/never_last.txt"));
/// Who makes or gives pictures, before a name.
pub static CREDIT_ROLES: Words = Words::new(include_str!("words/credit_roles.txt"));
/// Verbs of saying, with which a clause ends that names who speaks.
pub static SPEECH_VERBS: Words = Words::new(include_str!("words/speech_verbs.txt"));
/// Pairs of characters that both stand in one word, a pair a line.
pub static INTERCHANGEABLE: Forms = Forms::new(include_str!("words/interchangeable.txt"));
/// Names of offices that no other name is like.
pub static FIXED_NAMES: Words = Words::new(include_str!("words/fixed_names.txt"));
/// Titles, offices and institutions that have neighbours.
pub static OFFICES: Words = Words::new(include_str!("words/offices.txt"));
/// Characters that stand between words as often as in them.
pub static GRAMMAR: Chars = Chars::new(include_str!("words/grammar.txt"));
/// Characters that stand for a country or a province.
pub static COUNTRIES: Chars = Chars::new(include_str!("words/countries.txt"));
/// Characters that follow a number.
pub static UNITS: Chars = Chars::new(include_str!("words/units.txt"));
/// Forms of one character in traditional print, a pair a line.
pub static VARIANT_FORMS: Forms = Forms::new(include_str!("words/variant_forms.txt"));
/// The same of forms that are also words of their own.
pub static VARIANT_FORMS_IN_WORDS: Forms =
    Forms::new(include_str!("words/variant_forms_in_words.txt"));
/// Forms that Hong Kong prints and Taiwan hardly ever does.
pub static FORMS_OF_HONG_KONG: Forms = Forms::new(include_str!("words/forms_of_hong_kong.txt"));
/// Forms that Taiwan prints and Hong Kong hardly ever does.
pub static FORMS_OF_TAIWAN: Forms = Forms::new(include_str!("words/forms_of_taiwan.txt"));
/// Characters of grammar that nothing doubles.
pub static REDUPLICATED_GRAMMAR: Chars = Chars::new(include_str!("words/reduplicated_grammar.txt"));
/// Characters that begin what is said twice on purpose: numbers, words that leave something open, degrees.
pub static COUNTING_HEADS: Chars = Chars::new(include_str!("words/counting_heads.txt"));
/// Characters that end words of colour.
pub static COLOURS: Chars = Chars::new(include_str!("words/colours.txt"));
/// Verbs of two characters that are said twice for doing a little of it: `研究研究`.
pub static REDUPLICATED_VERBS: Words = Words::new(include_str!("words/reduplicated_verbs.txt"));
/// Characters before a verb that is said twice to make light of it.
pub static BEFORE_LIGHT_VERBS: Chars = Chars::new(include_str!("words/before_light_verbs.txt"));
/// Characters behind such a verb.
pub static BEHIND_LIGHT_VERBS: Chars = Chars::new(include_str!("words/behind_light_verbs.txt"));
/// Characters that write the sounds of foreign names, and make few words: two of them are enough to tell.
pub static FOREIGN_SOUNDS: Chars = Chars::new(include_str!("words/foreign_sounds.txt"));
/// Characters of which names of Western languages are made; many make words too, so that three are needed to tell.
pub static TRANSLITERATIONS: Chars = Chars::new(include_str!("words/transliterations.txt"));
/// Words of which a clause that asks holds one.
pub static INTERROGATIVES: Words = Words::new(include_str!("words/interrogatives.txt"));
/// English words of grammar.
pub static ENGLISH_GRAMMAR: Words = Words::new(include_str!("words/english_grammar.txt"));
/// The commonest pairs of letters in English.
pub static ENGLISH_LETTER_PAIRS: Words = Words::new(include_str!("words/english_letter_pairs.txt"));
/// Days and years that open a report.
pub static REPORT_DAYS: Words = Words::new(include_str!("words/report_days.txt"));
/// Who a byline names: `记者`.
pub static REPORTER_ROLES: Words = Words::new(include_str!("words/reporter_roles.txt"));
/// What stands behind the name of an organisation, a firm or another one.
pub static ORGANISATION_ENDS: Words = Words::new(concat!(
    include_str!("words/company_ends.txt"),
    include_str!("words/organisation_ends.txt")
));
/// Words that end a byline in brackets: `报道`, `电`.
pub static REPORT_ENDS: Words = Words::new(include_str!("words/report_ends.txt"));
/// Characters that end no headline, because their phrase goes on.
pub static OPEN_PHRASE_ENDS: Chars = Chars::new(include_str!("words/open_phrase_ends.txt"));
/// Names of calendars other than the Gregorian.
pub static OTHER_CALENDARS: Words = Words::new(include_str!("words/other_calendars.txt"));
/// Words that say of a day that there is none.
pub static DENIALS: Words = Words::new(include_str!("words/denials.txt"));
/// Characters behind `周一` and `周天` where they are a day and not a person's name.
pub static DAY_FOLLOWERS: Chars = Chars::new(include_str!("words/day_followers.txt"));
/// Numerals and negations: what makes two statements of texts that differ in nothing else.
pub static TELLING_CHARACTERS: Chars = Chars::new(include_str!("words/telling_characters.txt"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_say_what_they_are_and_have_each_word_once() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/language/words");
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let name = path.display();
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.starts_with("# "), "{name} does not say what it is");
            let mut words: Vec<&str> = entries(text.leak()).collect();
            assert!(words.iter().all(|word| word.trim() == *word), "{name}");
            words.sort_unstable();
            let all = words.len();
            words.dedup();
            assert_eq!(words.len(), all, "{name} has a word twice");
        }
    }

    #[test]
    fn both_scripts() {
        assert!(AGENCIES.has("新華社") && AGENCIES.has("新华社") && !AGENCIES.has("新華"));
        assert!(AGENCIES.end("（路透社") && AGENCIES.are_in("據路透社報道"));
        assert_eq!(SIGN_OFF_HEADS.after_head("責任編輯：某"), Some("：某"));
        let folded: Vec<char> = "路透社报道".chars().collect();
        assert_eq!(AGENCIES.ending_at(&folded, 0), Some(3));
        assert!(SURNAMES.has('陳') && SURNAMES.has('陈'));
    }
}
