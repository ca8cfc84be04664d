//! The comments of one article at work: what they silence, and which of them silence nothing.

use std::collections::BTreeSet;

use super::run::{Active, Engine, Profile};
use crate::evidence::Article;
use crate::finding::{self, Category, FileName, Finding};
use crate::lint::Findings;
use crate::suppress::directives::Misunderstood;
use crate::suppress::{Allow, Directives, UNUSED};

/// The comments of an article. They may silence what comes of comparing articles, and until then nobody knows of some
/// whether they are of use.
#[derive(Debug)]
pub struct Silence {
    /// The article's file: one that holds records has no comments.
    pub path: FileName,
    directives: Directives,
    /// What is to be told of those that silence nothing to the end, by their numbers.
    pending: Vec<(usize, Finding)>,
}

/// When it is known whether a comment is of use.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Once the lints for one article have run.
    Now,
    /// Once articles have been compared.
    AtTheEnd,
    /// Not in this run.
    Never,
}

impl Engine {
    /// Marks those of `findings`, all of `article`, that its comments silence, and adds what is to be told of the
    /// comments. `None` where no comment speaks to newslint.
    pub(super) fn silence(
        &self,
        profile: &Profile,
        article: &Article<'_>,
        findings: &mut Vec<Finding>,
    ) -> Option<Silence> {
        let mut directives = Directives::read(article, self.catalog());
        if directives.is_empty() {
            return None;
        }
        findings.retain(|finding| !is_comment(finding, article));
        directives.mark(findings);
        let mut pending = Vec::new();
        if let Some(active) = profile.active(UNUSED) {
            let own = findings.len();
            for mistake in &directives.mistakes {
                tell_mistake(active, article, mistake, findings);
            }
            for (at, directive) in directives.list().iter().enumerate() {
                let known = self.known(profile, directive.name.as_deref());
                if directive.is_used || known == Known::Never {
                    continue;
                }
                let mut sink = Findings::new(&active.lint, active.severity, article, findings);
                let draft = match &directive.name {
                    Some(name) => sink.at_source("named", directive.place).with("name", name),
                    None => sink.at_source("all", directive.place),
                };
                draft.report();
                if known == Known::AtTheEnd {
                    pending.extend(findings.pop().map(|finding| (at, finding)));
                }
            }
            directives.mark(findings.get_mut(own..).unwrap_or_default());
            for (_, finding) in &mut pending {
                directives.mark(std::slice::from_mut(finding));
                self.settings().suppress(finding);
            }
        }
        Some(Silence {
            path: article.source.path().clone(),
            directives,
            pending,
        })
    }

    /// When is it known whether a comment that names `name` is of use? It must name what runs.
    fn known(&self, profile: &Profile, name: Option<&str>) -> Known {
        let Some(name) = name else {
            // Whoever names nothing is told by what there is: an archive is not needed to see that a line is sound.
            return if self.runs_all() {
                Known::AtTheEnd
            } else {
                Known::Never
            };
        };
        let is_meant = |active: &&Active| *active.lint.id == *name || active.is_of(name);
        let mut meant = profile.active.iter().filter(is_meant).peekable();
        let is_category = Category::ALL.iter().any(|known| known.as_str() == name);
        if meant.peek().is_none()
            || is_category && !self.runs_all()
            || [UNUSED, Category::Meta.as_str()].contains(&name)
        {
            return Known::Never;
        }
        match (meant.any(Active::compares), self.settings().is_whole) {
            (false, _) => Known::Now,
            (true, true) => Known::AtTheEnd,
            // The article that it repeats may not be among those of this run.
            (true, false) => Known::Never,
        }
    }

    /// Do all lints run that are not off?
    fn runs_all(&self) -> bool {
        let rules = &self.settings().rules;
        rules.select.is_empty() && rules.ignore.is_empty()
    }

    /// Does the run tell of every comment and exception that is of no use? One that sees a part, or has a part of the lints
    /// run, says nothing of some.
    pub fn tells_all_unused(&self) -> bool {
        let runs = self.lints_that_run();
        let is_on = runs.iter().any(|(lint, _)| *lint.id == *UNUSED);
        is_on && self.settings().is_whole && self.runs_all()
    }

    /// What is to be told of the exceptions of lint.toml that covered nothing: `used` are the numbers of the others. Only
    /// a run over all that lint.toml is about can tell.
    pub fn unused_exceptions(&self, used: &BTreeSet<usize>) -> Vec<Finding> {
        let settings = self.settings();
        let running = self.lints_that_run();
        let Some((lint, severity)) = running.iter().find(|(lint, _)| *lint.id == *UNUSED) else {
            return Vec::new();
        };
        let is_judged = |allow: &Allow| match &allow.lint {
            Some(name) if self.catalog().get(name).is_some() => {
                running.iter().any(|(lint, _)| *lint.id == **name)
            }
            _ => self.runs_all(),
        };
        let unused = settings.allows.list.iter().enumerate();
        let unused = unused.filter(|(number, allow)| {
            settings.is_whole && allow.is_own && !used.contains(number) && is_judged(allow)
        });
        let told = unused.map(|(_, allow)| {
            let mut location = allow.place.clone();
            let path = std::path::Path::new(&*location.path);
            let path = path.strip_prefix(&settings.working_folder).unwrap_or(path);
            location.path = FileName::of(path);
            Finding {
                lint: lint.id.clone(),
                category: lint.category(),
                severity: *severity,
                key: "exception".into(),
                values: Vec::new(),
                fingerprint: finding::fingerprint(&lint.id, &location.text),
                location,
                related: Vec::new(),
                fixes: Vec::new(),
                places: 1,
                suppressed: None,
                span: crate::Span::default(),
                gather: None,
            }
        });
        let mut told: Vec<Finding> = told.collect();
        for finding in &mut told {
            settings.suppress(finding);
        }
        told
    }
}

/// Is `finding` about the words of a comment? They are no text, though lints read the source. Bytes that cannot be read
/// are another matter.
fn is_comment(finding: &Finding, article: &Article<'_>) -> bool {
    let comments = article.document.comments();
    finding.location.range.is_some_and(|range| {
        let place = crate::Span::new(range.start.offset, range.end.offset);
        let place = article.source.to_text(place);
        let behind = comments.partition_point(|comment| comment.start <= place.start);
        let last = behind.checked_sub(1).and_then(|at| comments.get(at));
        *finding.lint != *"undecodable" && last.is_some_and(|comment| comment.contains(place))
    })
}

/// Tells of a word in a comment that nobody understands.
fn tell_mistake(
    active: &Active,
    article: &Article<'_>,
    mistake: &Misunderstood,
    findings: &mut Vec<Finding>,
) {
    let key = match (mistake.is_name, mistake.near.is_some()) {
        (true, true) => "near-name",
        (true, false) => "unknown-name",
        (false, true) => "near-word",
        (false, false) => "unknown-word",
    };
    let mut sink = Findings::new(&active.lint, active.severity, article, findings);
    let draft = sink.at_source(key, mistake.place);
    let near = mistake.near.as_deref().unwrap_or_default();
    draft.with("near", near).report();
}

impl Silence {
    /// Marks those of `findings` that came of comparing this article with others, and that its comments silence.
    pub fn mark(&mut self, findings: &mut [Finding]) {
        self.directives.mark(findings);
    }

    /// What is to be told of the comments that silenced nothing, once nothing comes any more.
    pub fn left(self) -> impl Iterator<Item = Finding> {
        let directives = self.directives;
        let left = self.pending.into_iter().filter(move |(at, _)| {
            let directive = directives.list().get(*at);
            directive.is_some_and(|directive| !directive.is_used)
        });
        left.map(|(_, finding)| finding)
    }
}
