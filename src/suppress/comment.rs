//! A comment that speaks to newslint: `<!-- newslint-disable-next-line mixed-script -- the firm's own name -->`.

use crate::Span;

/// How much of the article a comment is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The line that follows.
    NextLine,
    /// Its own line.
    Line,
    /// From here on.
    FromHere,
    /// Up to here: it ends what an earlier one began.
    ToHere,
    /// All of it.
    File,
}

/// What a comment may begin with.
pub(super) const WORDS: [(&str, Reach); 5] = [
    ("newslint-disable-next-line", Reach::NextLine),
    ("newslint-disable-line", Reach::Line),
    ("newslint-disable", Reach::FromHere),
    ("newslint-enable", Reach::ToHere),
    ("newslint-disable-file", Reach::File),
];

/// What stands before the reason. Editors and their programs make one dash of two.
const DASHES: [&str; 4] = ["--", "—", "——", "–"];

/// A comment, taken to pieces.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Comment<'t> {
    /// Its first word, and where that stands in the comment.
    pub(super) word: (&'t str, Span),
    /// The names of lints and categories, and where they stand in the comment.
    pub(super) names: Vec<(&'t str, Span)>,
    /// Why; empty where it doesn't say.
    pub(super) reason: String,
}

impl<'t> Comment<'t> {
    /// Takes `comment` to pieces, its marks included.
    pub(super) fn read(comment: &'t str) -> Option<Self> {
        let inner = comment.strip_prefix("<!--")?.strip_suffix("-->")?;
        let mut words = words(inner, "<!--".len());
        let word = words.next()?;
        let mut names = Vec::new();
        let mut reason = "";
        for (name, at) in words {
            if DASHES.contains(&name) {
                reason = comment.get(at.end..comment.len() - "-->".len())?;
                break;
            }
            names.push((name, at));
        }
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Self {
            word,
            names,
            reason,
        })
    }

    /// How much it is about; `None` where its first word says nothing to newslint.
    pub(super) fn reach(&self) -> Option<Reach> {
        let known = WORDS.iter().find(|(word, _)| *word == self.word.0);
        known.map(|(_, reach)| *reach)
    }
}

/// The words of `text`, which stands at `start`: between blanks and commas.
fn words(text: &str, start: usize) -> impl Iterator<Item = (&str, Span)> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、');
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let word = rest.trim_start_matches(is_between);
        let from = at + rest.len() - word.len();
        let word = word
            .split(is_between)
            .next()
            .filter(|word| !word.is_empty())?;
        at = from + word.len();
        Some((word, Span::new(start + from, start + at)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Reach>, Vec<&str>, String) {
        let comment = Comment::read(text).unwrap();
        for (name, at) in comment.names.iter().chain([&comment.word]) {
            assert_eq!(at.of(text), *name);
        }
        let names = comment.names.iter().map(|(name, _)| *name).collect();
        (comment.reach(), names, comment.reason)
    }

    #[test]
    fn a_comment_is_taken_to_pieces() {
        assert_eq!(
            read("<!-- newslint-disable-next-line mixed-script, ocr -- the firm's\n own name -->"),
            (
                Some(Reach::NextLine),
                vec!["mixed-script", "ocr"],
                "the firm's own name".to_owned()
            )
        );
        assert_eq!(
            read("<!--newslint-disable-file-->"),
            (Some(Reach::File), vec![], String::new())
        );
        assert_eq!(
            read("<!-- newslint-enable ocr，layout、script —— 以下是\u{3000}正文 -->"),
            (
                Some(Reach::ToHere),
                vec!["ocr", "layout", "script"],
                "以下是 正文".to_owned()
            )
        );
        assert_eq!(read("<!-- newslint-disable-lines -->").0, None);
        assert_eq!(read("<!-- newslint-disable -- -->").2, "");
        assert_eq!(Comment::read("<!-- -->"), None);
        assert_eq!(Comment::read("<!--->"), None);
    }
}
