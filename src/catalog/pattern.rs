//! Lints that are a regular expression and no code.

use std::collections::BTreeMap;

use std::sync::OnceLock;

use regex::{Captures, Regex};

use super::file::{LintFile, PatternSpec, Within};
use super::needs::Needs;
use super::weight::weight;
use crate::document::{BlockKind, Format};
use crate::finding::{Applicability, Severity};
use crate::{Span, document::Document};

/// A compiled pattern.
#[derive(Debug)]
pub struct Pattern {
    /// Key of the message.
    pub message: String,
    /// The level of its findings, where that is not the lint's.
    pub severity: Option<Severity>,
    /// How certain the replacement claims to be, if the file says.
    pub applicability: Option<Applicability>,
    /// What a match must lie inside.
    pub within: Within,
    /// From how many matches on they are one finding.
    pub gather: Option<usize>,
    /// What a text must hold for it to match.
    pub(crate) needs: Needs,
    regex: Lazy,
    replace: Option<String>,
    translate: BTreeMap<char, String>,
    unless: Option<Lazy>,
    kinds: Vec<BlockKind>,
    formats: Vec<Format>,
}

/// A regular expression that is compiled when a text first asks for it: most articles ask for few.
#[derive(Debug)]
pub(super) struct Lazy {
    source: String,
    compiled: OnceLock<Regex>,
}

impl Lazy {
    pub(super) fn new(source: String) -> Self {
        Self {
            source,
            compiled: OnceLock::new(),
        }
    }

    pub(super) fn get(&self) -> &Regex {
        self.compiled.get_or_init(|| {
            Regex::new(&self.source).expect("patterns are checked where they are read or tested")
        })
    }

    /// How much it takes, compiled.
    pub(super) fn weight(&self) -> usize {
        weight(&self.source)
    }

    pub(super) fn check(&self) -> Result<(), String> {
        Regex::new(&self.source)
            .map(drop)
            .map_err(|error| error.to_string())
    }
}

/// A place that a pattern reports.
#[derive(Debug, PartialEq, Eq)]
pub struct Match {
    /// The reported place: in the text for `within = "source"`, else in the prose.
    pub span: Span,
    /// The named groups and their texts, and `text` for the reported place.
    pub values: Vec<(String, String)>,
    /// The replacement, its groups filled in.
    pub insert: Option<String>,
}

impl Pattern {
    /// Makes a pattern of `file` from `spec`. The error says what is wrong with its fragments; [`Self::check`] tells
    /// whether its regular expressions are any.
    pub fn new(spec: &PatternSpec, file: &LintFile) -> Result<Self, String> {
        let compile = |regex: &str| with_fragments(regex, &file.fragments).map(Lazy::new);
        let regex = compile(spec.regex.get_ref())?;
        let says_otherwise = spec.replace.is_some() || !spec.translate.is_empty();
        let translate = if says_otherwise {
            &spec.translate
        } else {
            &file.translate
        };
        Ok(Self {
            message: spec.message.clone(),
            severity: spec.severity,
            replace: spec.replace.clone(),
            translate: translate.clone(),
            applicability: spec.applicability,
            within: spec.within,
            unless: spec
                .unless
                .as_ref()
                .map(|unless| compile(unless.get_ref()))
                .transpose()?,
            kinds: spec.kinds.clone(),
            formats: spec.formats.iter().copied().map(Format::from).collect(),
            gather: spec.gather,
            needs: Needs::of(&regex.source),
            regex,
        })
    }

    /// Can its regular expressions be compiled, that for matches and that for exceptions? Takes as long as compiling.
    pub fn check(&self) -> [Result<(), String>; 2] {
        let unless = self.unless.as_ref();
        [self.regex.check(), unless.map_or(Ok(()), Lazy::check)]
    }

    /// How much they take, compiled.
    pub(super) fn weight(&self) -> usize {
        self.regex.weight() + self.unless.as_ref().map_or(0, Lazy::weight)
    }

    /// Its regular expression, with its fragments.
    #[cfg(test)]
    pub(super) fn expression(&self) -> &str {
        &self.regex.source
    }

    /// Does it put something in place of what it finds?
    pub fn replaces(&self) -> bool {
        self.replace.is_some() || !self.translate.is_empty()
    }

    /// The names of its groups.
    pub fn groups(&self) -> Vec<String> {
        let names = self.regex.get().capture_names();
        names.flatten().map(str::to_owned).collect()
    }

    /// Does it look into blocks of this kind?
    fn reads(&self, kind: BlockKind) -> bool {
        if self.kinds.is_empty() {
            kind != BlockKind::Code
        } else {
            self.kinds.contains(&kind)
        }
    }

    /// Appends the matches inside `scope`, a piece of `text`.
    pub fn matches(&self, text: &str, scope: Span, out: &mut Vec<Match>) {
        let piece = scope.of(text);
        if !self.needs.may_begin(piece) {
            return;
        }
        let mut vetoes: Option<Vec<Span>> = None;
        let mut at = 0;
        let regex = self.regex.get();
        while let Some(captures) = regex.captures_at(piece, at) {
            let whole = captures.get(0).expect("group 0 is the match");
            let reported = captures.name("at").unwrap_or(whole);
            // The context of one match may be the context of the next: go on behind what is reported.
            at = if reported.end() > at {
                reported.end()
            } else {
                next_boundary(piece, at.max(whole.end()))
            };
            let vetoes = vetoes.get_or_insert_with(|| {
                self.unless
                    .iter()
                    .flat_map(|unless| unless.get().find_iter(piece))
                    .map(|veto| veto.range().into())
                    .collect()
            });
            let forbidden = vetoes
                .iter()
                .any(|veto| veto.overlaps(whole.range().into()));
            if !forbidden && !reported.is_empty() {
                let mut values: Vec<(String, String)> = regex
                    .capture_names()
                    .flatten()
                    .map(|name| {
                        let group = captures.name(name).map_or("", |group| group.as_str());
                        (name.to_owned(), group.to_owned())
                    })
                    .collect();
                values.push(("text".to_owned(), reported.as_str().to_owned()));
                let insert = self.insert(&captures, reported.as_str());
                out.push(Match {
                    span: Span::from(reported.range()).shifted(scope.start),
                    values,
                    insert,
                });
            }
            if at > piece.len() {
                break;
            }
        }
    }

    fn insert(&self, captures: &Captures<'_>, reported: &str) -> Option<String> {
        if !self.translate.is_empty() {
            return Some(reported.chars().fold(String::new(), |mut insert, c| {
                match self.translate.get(&c) {
                    Some(to) => insert.push_str(to),
                    None => insert.push(c),
                }
                insert
            }));
        }
        self.replace.as_ref().map(|template| {
            let mut insert = String::new();
            captures.expand(template, &mut insert);
            insert
        })
    }

    /// The matches in `document`, in those of its blocks that are `worth` it. A block's ends are `^` and `$`, for a
    /// pattern that must lie in a sentence too.
    pub fn find(&self, document: &Document<'_>, worth: impl Fn(usize) -> bool) -> Vec<Match> {
        let mut found = Vec::new();
        if !self.formats.is_empty() && !self.formats.contains(&document.format()) {
            return found;
        }
        match self.within {
            Within::Source => self.matches(
                document.text(),
                Span::new(0, document.text().len()),
                &mut found,
            ),
            Within::Document => self.matches(
                document.prose(),
                Span::new(0, document.prose().len()),
                &mut found,
            ),
            Within::Block | Within::Sentence => {
                for (_, block) in document
                    .blocks()
                    .iter()
                    .enumerate()
                    .filter(|(index, block)| self.reads(block.kind) && worth(*index))
                {
                    self.matches(document.prose(), block.span, &mut found);
                }
            }
        }
        if self.within == Within::Sentence {
            let in_one = |span: Span| {
                document
                    .sentence_at(span.start)
                    .is_some_and(|sentence| sentence.contains(span))
            };
            found.retain(|found| in_one(found.span));
        }
        if self.within == Within::Source {
            found.retain(|found| document.is_read(found.span));
        } else {
            found.retain(|found| !document.is_verbatim(found.span));
        }
        found
    }
}

/// `regex` with each `(?&name)` replaced by the fragment of that name.
fn with_fragments(regex: &str, fragments: &BTreeMap<String, String>) -> Result<String, String> {
    let mut parts = regex.split("(?&");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part
            .split_once(')')
            .ok_or("a fragment is written `(?&name)`")?;
        let fragment = fragments
            .get(name)
            .ok_or_else(|| format!("there is no fragment `{name}`"))?;
        whole.push_str("(?:");
        whole.push_str(fragment);
        whole.push(')');
        whole.push_str(rest);
    }
    Ok(whole)
}

fn next_boundary(text: &str, at: usize) -> usize {
    if at >= text.len() {
        at + 1
    } else {
        text.ceil_char_boundary(at + 1)
    }
}
