//! Lints that are a regular expression and no code.

use std::collections::BTreeMap;

use regex::{Captures, Regex};

use super::file::{LintFile, PatternSpec, Within};
use super::needs::needs;
use crate::document::{BlockKind, Format};
use crate::finding::Applicability;
use crate::{Span, document::Document};

/// A compiled pattern.
#[derive(Debug)]
pub struct Pattern {
    /// Key of the message.
    pub message: String,
    /// How certain the replacement claims to be, if the file says.
    pub applicability: Option<Applicability>,
    /// What a match must lie inside.
    pub within: Within,
    /// From how many matches on they are one finding.
    pub gather: Option<usize>,
    /// Sets of characters of which a text must hold one each for a match.
    pub(crate) needs: Vec<Vec<(char, char)>>,
    regex: Regex,
    replace: Option<String>,
    translate: BTreeMap<char, String>,
    unless: Option<Regex>,
    kinds: Vec<BlockKind>,
    formats: Vec<Format>,
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
    /// Compiles `spec`, a pattern of `file`.
    pub fn compile(spec: &PatternSpec, file: &LintFile) -> Result<Self, String> {
        let compile = |regex: &str| {
            let whole = with_fragments(regex, &file.fragments)?;
            Regex::new(&whole).map_err(|error| error.to_string())
        };
        let regex = compile(spec.regex.get_ref())?;
        let says_otherwise = spec.replace.is_some() || !spec.translate.is_empty();
        let translate = if says_otherwise {
            &spec.translate
        } else {
            &file.translate
        };
        Ok(Self {
            message: spec.message.clone(),
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
            needs: needs(regex.as_str()),
            regex,
        })
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
        let mut vetoes: Option<Vec<Span>> = None;
        let mut at = 0;
        while let Some(captures) = self.regex.captures_at(piece, at) {
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
                    .flat_map(|unless| unless.find_iter(piece))
                    .map(|veto| veto.range().into())
                    .collect()
            });
            let forbidden = vetoes
                .iter()
                .any(|veto| veto.overlaps(whole.range().into()));
            if !forbidden && !reported.is_empty() {
                let mut values: Vec<(String, String)> = self
                    .regex
                    .capture_names()
                    .flatten()
                    .filter_map(|name| {
                        Some((name.to_owned(), captures.name(name)?.as_str().to_owned()))
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
