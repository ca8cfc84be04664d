//! The report for people: miette draws it.

mod drawn;

use std::collections::HashMap;
use std::io::{self, Write};

use miette::GraphicalReportHandler;

use super::colors::theme;
use super::emit::{Emitter, ReportFormat, Style, Suppressed, Totals};
use super::excerpt::{ExcerptSource, keep_start};
use super::visible::visible;
use super::words;
use crate::catalog::Lang;
use crate::finding::{Finding, Location, Range, Severity};
use drawn::Drawn;

pub(super) const FORMAT: ReportFormat = ReportFormat {
    name: "pretty",
    about: "With excerpts, for people",
    for_people: true,
    waits: true,
    suppressed: Suppressed::IfAsked,
    extensions: &[],
    emitter: |style| Box::new(Pretty::new(style)),
};

/// Occurrences of one problem that are shown before the rest is counted.
const SHOWN_TOGETHER: usize = 8;

/// Findings of a file that get blocks of their own; where there are more, each kind gets one.
const ONE_BY_ONE: usize = 10;

struct Pretty<'c> {
    style: Style<'c>,
    handler: GraphicalReportHandler,
    /// The findings of one file, equal ones of an article together: a word that is wrong three times is one problem.
    groups: Vec<Group>,
    /// Where in `groups` the findings of a record, a fingerprint and a message are.
    index: HashMap<(Option<usize>, u64, String), usize>,
    /// Is there a finding without a block of its own?
    is_cut: bool,
}

/// Equal findings of one article.
struct Group {
    message: String,
    findings: Vec<Finding>,
}

impl Group {
    /// Findings of one kind differ only in what they are about.
    fn kind(&self) -> (Severity, &str, &str) {
        let first = &self.findings[0];
        (first.severity, &first.lint, &first.key)
    }
}

impl<'c> Pretty<'c> {
    fn new(style: Style<'c>) -> Self {
        let handler = GraphicalReportHandler::new_themed(theme(style.color))
            .with_width(style.width)
            .with_links(false)
            .with_context_lines(0)
            .with_show_related_as_nested(true);
        Self {
            style,
            handler,
            groups: Vec::new(),
            index: HashMap::new(),
            is_cut: false,
        }
    }

    /// Draws the findings of a file.
    fn draw(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.index.clear();
        let groups = std::mem::take(&mut self.groups);
        let count: usize = groups.iter().map(|group| group.findings.len()).sum();
        if count <= ONE_BY_ONE {
            return groups.iter().try_for_each(|group| {
                self.draw_block(group, out)?;
                writeln!(out)
            });
        }
        kinds(groups)
            .into_iter()
            .try_for_each(|groups| self.draw_kind(groups, out))
    }

    fn draw_block(&self, group: &Group, out: &mut dyn Write) -> io::Result<()> {
        let mut page = String::new();
        // Writing to a string cannot fail, and our diagnostics give the handler nothing to fail on.
        let drawn = Drawn::group(group, self.style);
        if self.handler.render_report(&mut page, &drawn).is_ok() {
            let page = page.trim_end().trim_start_matches('\n');
            writeln!(out, "{}", help_in_language(page, self.style.wording.lang()))?;
        }
        Ok(())
    }

    /// Draws the first finding of a kind, and names the places of the others, a line each.
    fn draw_kind(&mut self, groups: Vec<Group>, out: &mut dyn Write) -> io::Result<()> {
        let all = groups.into_iter().flat_map(|group| {
            let message = group.message;
            let alone = move |finding| Group {
                message: message.clone(),
                findings: vec![finding],
            };
            group.findings.into_iter().map(alone)
        });
        let mut all: Vec<Group> = all.collect();
        all.sort_by(|a, b| a.findings[0].order().cmp(&b.findings[0].order()));
        let Some((first, others)) = all.split_first() else {
            return Ok(());
        };
        self.draw_block(first, out)?;
        if !others.is_empty() {
            self.is_cut = true;
            let lang = self.style.wording.lang();
            writeln!(out, "  {}", words::more_of_this_kind(others.len(), lang))?;
        }
        for other in others.iter().take(SHOWN_TOGETHER) {
            writeln!(out, "{}", keep_start(&line(other, first), self.style.width))?;
        }
        if others.len() > SHOWN_TOGETHER {
            writeln!(out, "    …")?;
        }
        writeln!(out)
    }
}

/// The place of `other`, and what tells it from the `first` of its kind: what it says, or else the words around it.
fn line(other: &Group, first: &Group) -> String {
    /// As wide as an excerpt need be to know the place by it.
    const COLUMNS: usize = 60;
    let location = &other.findings[0].location;
    let told = if other.message == first.message {
        ExcerptSource::new(location, COLUMNS).text().to_owned()
    } else {
        visible(&other.message).into_owned()
    };
    let place = location
        .range
        .map(|Range { start, .. }| format!("{}:{}", start.line, start.column));
    format!("    {:<8} {told}", place.unwrap_or_default())
}

/// `groups` by their kinds, in the order of the first of each.
fn kinds(groups: Vec<Group>) -> Vec<Vec<Group>> {
    let mut kinds: Vec<Vec<Group>> = Vec::new();
    for group in groups {
        match kinds.iter_mut().find(|kind| kind[0].kind() == group.kind()) {
            Some(kind) => kind.push(group),
            None => kinds.push(vec![group]),
        }
    }
    kinds
}

impl Emitter for Pretty<'_> {
    fn finding(&mut self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let Location { path, record, .. } = &finding.location;
        let is_another = |group: &Group| group.findings[0].location.path != *path;
        if self.groups.first().is_some_and(is_another) {
            self.draw(out)?;
        }
        let wording = self.style.wording;
        let message = words::marked(wording.message(finding), finding, wording.lang());
        let record = record.as_ref().map(|record| record.index);
        let key = (record, finding.fingerprint, message);
        if let Some(at) = self.index.get(&key) {
            self.groups[*at].findings.push(finding.clone());
            return Ok(());
        }
        self.groups.push(Group {
            message: key.2.clone(),
            findings: vec![finding.clone()],
        });
        self.index.insert(key, self.groups.len() - 1);
        Ok(())
    }

    fn end(&mut self, totals: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.draw(out)?;
        let lang = self.style.wording.lang();
        writeln!(out, "{}", words::summary(totals.summary, lang))?;
        if self.is_cut {
            writeln!(out, "{}", words::one_by_one(lang))?;
        }
        Ok(())
    }
}

/// `page` with miette's one word of its own, the `help:` before an advice, in `lang`.
pub fn help_in_language(page: &str, lang: Lang) -> String {
    // Before the word stand only spaces, rules and colour codes, whose one letter is an m.
    let is_label = |before: &str| before.chars().all(|c| !c.is_alphabetic() || c == 'm');
    let lines = page.lines().map(|line| match line.split_once("help: ") {
        Some((before, after)) if is_label(before) => {
            format!("{before}{}{after}", words::help(lang))
        }
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}
