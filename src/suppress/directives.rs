//! What the comments of an article silence, each no more than it says.

use std::collections::HashMap;

use super::comment::{Comment, Reach, WORDS};
use crate::Span;
use crate::catalog::{Catalog, nearest};
use crate::evidence::Article;
use crate::finding::{Category, Finding, SuppressedBy, Suppression};

/// Id of the lint that tells of comments and exceptions without an effect. A comment silences it by its name only.
pub const UNUSED: &str = "unused-suppression";

/// The label of further places that have the same defect.
const AGAIN: &str = "again";

/// The comments of an article that speak to newslint.
#[derive(Debug, Default)]
pub struct Directives {
    list: Vec<Directive>,
    /// Where what was silenced is to be told again, in order: the place in the file, and the name; all without one.
    ends: Vec<(usize, Option<String>)>,
    /// What they say that nobody understands.
    pub mistakes: Vec<Misunderstood>,
}

/// One name in one comment.
#[derive(Debug)]
pub struct Directive {
    /// The lint or category; any where there is none.
    pub name: Option<String>,
    /// Where it stands in the text: the name, or the comment where it has none.
    pub place: Span,
    /// Did it silence anything?
    pub is_used: bool,
    /// Where it holds, in the file.
    holds: Holds,
    reason: String,
}

#[derive(Clone, Copy, Debug)]
enum Holds {
    Everywhere,
    In(Span),
    From(usize),
}

/// A word in a comment that nobody understands.
#[derive(Debug)]
pub struct Misunderstood {
    /// Where it stands in the text.
    pub place: Span,
    /// Is it in the place of a lint's name?
    pub is_name: bool,
    /// The word that was meant, perhaps.
    pub near: Option<String>,
}

impl Directives {
    /// Reads the comments of `article`; `catalog` knows the names that may stand there.
    pub fn read(article: &Article<'_>, catalog: &Catalog) -> Self {
        let mut read = Self::default();
        let (document, source) = (&article.document, article.source);
        let comments = document.comments();
        if comments.is_empty() {
            return read;
        }
        let lines = Lines::of(document.text());
        let following = lines.following(comments);
        for (span, next_line) in comments.iter().zip(following) {
            let Some(comment) = Comment::read(span.of(document.text())) else {
                continue;
            };
            let place = |at: Span| at.shifted(span.start);
            let Some(reach) = comment.reach() else {
                let (word, at) = comment.word;
                let known = WORDS.iter().map(|(word, _)| *word);
                read.misunderstood(word, place(at), false, known);
                continue;
            };
            let holds = match reach {
                Reach::File => Holds::Everywhere,
                Reach::NextLine => Holds::In(source.to_file(next_line)),
                Reach::Line => Holds::In(source.to_file(lines.around(*span))),
                Reach::FromHere => Holds::From(source.to_file(*span).end),
                Reach::ToHere => Holds::From(source.to_file(*span).start),
            };
            let reason = comment.reason;
            let mut add = |name: Option<&str>, place: Span| match (reach, holds) {
                (Reach::ToHere, Holds::From(end)) => {
                    read.ends.push((end, name.map(str::to_owned)));
                }
                _ => read.list.push(Directive {
                    name: name.map(str::to_owned),
                    place,
                    is_used: false,
                    holds,
                    reason: reason.clone(),
                }),
            };
            if comment.names.is_empty() {
                add(None, *span);
            }
            let (known, unknown): (Vec<_>, Vec<_>) = comment
                .names
                .into_iter()
                .partition(|(name, _)| catalog.names().any(|known| known == *name));
            for (name, at) in known {
                add(Some(name), place(at));
            }
            for (name, at) in unknown {
                read.misunderstood(name, place(at), true, catalog.names());
            }
        }
        read
    }

    fn misunderstood<'k>(
        &mut self,
        word: &str,
        place: Span,
        is_name: bool,
        known: impl Iterator<Item = &'k str>,
    ) {
        /// Who makes so many mistakes needs no guess at each.
        const GUESSES: usize = 100;
        let near = (self.mistakes.len() < GUESSES).then(|| nearest(word, known));
        self.mistakes.push(Misunderstood {
            place,
            is_name,
            near: near.flatten().map(str::to_owned),
        });
    }

    /// Do they say nothing at all?
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.mistakes.is_empty()
    }

    /// What silences something, or was meant to.
    pub fn list(&self) -> &[Directive] {
        &self.list
    }

    /// Marks those of `findings`, all of this article, that a comment silences.
    pub fn mark(&mut self, findings: &mut [Finding]) {
        let mut by_lint: HashMap<String, Silenced> = HashMap::new();
        for finding in findings {
            if self.list.is_empty() || finding.suppressed.is_some() {
                continue;
            }
            if !by_lint.contains_key(&*finding.lint) {
                let silenced = self.silenced(&finding.lint, finding.category);
                by_lint.insert(finding.lint.to_string(), silenced);
            }
            let silenced = &by_lint[&*finding.lint];
            let place = |range: crate::finding::Range| range.start.offset;
            let Some(first) = silenced.at(finding.location.range.map(place)) else {
                continue;
            };
            let others = finding.related.iter().filter(|other| {
                other.label == AGAIN && other.location.path == finding.location.path
            });
            let mut others = others.map(|other| silenced.at(other.location.range.map(place)));
            let Some(used) = others.try_fold(vec![first], |mut used, other| {
                used.push(other?);
                Some(used)
            }) else {
                continue;
            };
            for at in used {
                self.list[at].is_used = true;
            }
            finding.suppressed = Some(Suppression {
                by: SuppressedBy::Comment,
                reason: self.list[first].reason.clone(),
                exception: None,
            });
        }
    }

    /// Where findings of `lint` are silenced.
    fn silenced(&self, lint: &str, category: Category) -> Silenced {
        let is_meant = |name: &Option<String>| match name {
            None => lint != UNUSED,
            Some(name) => name == lint || name == category.as_str(),
        };
        let mut silenced = Silenced::default();
        for (at, directive) in self.list.iter().enumerate() {
            if !is_meant(&directive.name) {
                continue;
            }
            match directive.holds {
                Holds::Everywhere => silenced.everywhere = Some(at),
                Holds::In(span) => silenced.lines.push((span, at)),
                Holds::From(start) => silenced.turns.push((start, Some(at))),
            }
        }
        let ends = self.ends.iter().filter(|(_, name)| is_meant(name));
        silenced.turns.extend(ends.map(|(end, _)| (*end, None)));
        silenced.lines.sort_by_key(|(span, at)| (span.start, *at));
        silenced
            .turns
            .sort_by_key(|(offset, at)| (*offset, at.is_some()));
        silenced
    }
}

/// Where one lint is silenced, and by which of the comments.
#[derive(Default)]
struct Silenced {
    everywhere: Option<usize>,
    /// Lines, in order: two of them are the same or apart.
    lines: Vec<(Span, usize)>,
    /// Where it begins, by whom, and ends, in order.
    turns: Vec<(usize, Option<usize>)>,
}

impl Silenced {
    /// The nearest comment that silences the place at `offset` of the file; without a place, a finding about all of it.
    fn at(&self, offset: Option<usize>) -> Option<usize> {
        let here = |offset: usize| {
            let line = self.lines.partition_point(|(span, _)| span.start <= offset);
            let line = self.lines.get(line.checked_sub(1)?)?;
            let holds = offset <= line.0.end && !line.0.is_empty();
            holds.then_some(line.1)
        };
        let since = |offset: usize| {
            let turn = self.turns.partition_point(|(turn, _)| *turn <= offset);
            self.turns.get(turn.checked_sub(1)?)?.1
        };
        offset
            .and_then(|offset| here(offset).or_else(|| since(offset)))
            .or(self.everywhere)
    }
}

/// The lines of a text, each without its end.
struct Lines<'t> {
    text: &'t str,
    list: Vec<Span>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let (mut list, mut start) = (Vec::new(), 0);
        for (at, _) in text.match_indices(['\n', '\r']) {
            list.push(Span::new(start, at));
            start = at + 1;
        }
        list.push(Span::new(start, text.len()));
        Self { text, list }
    }

    /// The number of the line that holds `offset`.
    fn number(&self, offset: usize) -> usize {
        let behind = self.list.partition_point(|line| line.start <= offset);
        behind.saturating_sub(1)
    }

    /// The lines that `span` touches.
    fn around(&self, span: Span) -> Span {
        let line = |offset| self.list.get(self.number(offset)).copied();
        let first = line(span.start).unwrap_or(span);
        first.joined(line(span.end).unwrap_or(span))
    }

    /// For each of `comments`, in order, the line that follows it: blank lines, and lines of which another comment is
    /// all, stand between. Nothing at the end of the text.
    fn following(&self, comments: &[Span]) -> Vec<Span> {
        let nothing = Span::new(self.text.len(), self.text.len());
        let mut lines: Vec<Span> = Vec::with_capacity(comments.len());
        // The first line that is not blank, from the line of this number on.
        let (mut next, mut said) = (self.list.len(), nothing);
        for (at, comment) in comments.iter().enumerate().rev() {
            let own = self.number(comment.end);
            while next > own + 1 {
                next -= 1;
                let line = self.list.get(next).copied().unwrap_or(nothing);
                let text = line.of(self.text);
                let from = line.start + text.len() - text.trim_start().len();
                if from < line.end {
                    said = Span::new(from, line.start + text.trim_end().len());
                }
            }
            let other = comments.get(at + 1);
            let is_comment =
                other.is_some_and(|other| other.start == said.start && other.contains(said));
            let beside = other.is_some_and(|other| self.number(other.start) == own);
            lines.push(match lines.last() {
                Some(after) if is_comment || beside => *after,
                _ if said.is_empty() => nothing,
                _ => self.around(said),
            });
        }
        lines.reverse();
        lines
    }
}
