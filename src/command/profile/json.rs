//! A profile as one JSON object, version 1.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Told;
use super::rows;
use crate::finding::{Finding, Severity};
use crate::profile::{Bar, Tally, Touched};
use crate::report::{Counts, ProblemForm, TOOL, Tool, escaped, problem_forms};

/// Version of the form.
const VERSION: u32 = 1;

/// Lengths are told below which so many percent of the articles are.
const QUANTILES: [usize; 7] = [1, 5, 25, 50, 75, 95, 99];

#[derive(Serialize)]
struct Form<'p> {
    version: u32,
    tool: Tool,
    corpus: TallyForm<'p>,
    /// The lints that found something, those that touch the most articles first.
    lints: Vec<LintForm<'p>>,
    sources: Vec<SourceForm<'p>>,
    months: Vec<MonthForm<'p>>,
    errors: Vec<ProblemForm<'p>>,
}

#[derive(Serialize)]
struct TallyForm<'p> {
    articles: usize,
    without_text: usize,
    characters: usize,
    findings: Counts,
    findings_per_10000: Option<f64>,
    errors_per_10000: Option<f64>,
    articles_with: Touched,
    scripts: BTreeMap<&'static str, usize>,
    regions: &'p BTreeMap<&'static str, usize>,
    encodings: &'p BTreeMap<&'static str, usize>,
    lengths: LengthsForm,
    lints: BTreeMap<&'p str, FoundForm>,
}

#[derive(Serialize)]
struct LengthsForm {
    shortest: Option<usize>,
    longest: usize,
    quantiles: BTreeMap<usize, Option<usize>>,
    histogram: Vec<Bar>,
}

#[derive(Serialize)]
struct FoundForm {
    findings: usize,
    articles: usize,
    share: f64,
    per_10000: Option<f64>,
}

#[derive(Serialize)]
struct LintForm<'p> {
    lint: &'p str,
    level: &'static str,
    #[serde(flatten)]
    found: FoundForm,
    examples: Vec<ExampleForm<'p>>,
}

#[derive(Serialize)]
struct ExampleForm<'p> {
    path: &'p str,
    record: Option<usize>,
    id: Option<&'p str>,
    line: Option<usize>,
    column: Option<usize>,
    message: String,
}

#[derive(Serialize)]
struct SourceForm<'p> {
    source: &'p str,
    #[serde(flatten)]
    tally: TallyForm<'p>,
}

#[derive(Serialize)]
struct MonthForm<'p> {
    month: Option<String>,
    #[serde(flatten)]
    tally: TallyForm<'p>,
}

/// Writes all of it.
pub(super) fn write(told: Told<'_>, out: &mut dyn Write) -> io::Result<()> {
    let profile = told.profile;
    let sources = profile.sources.iter();
    let months = profile.months.iter().filter(|_| profile.has_dates());
    let form = Form {
        version: VERSION,
        tool: TOOL,
        corpus: tally_form(&profile.all),
        lints: lint_forms(told),
        sources: sources
            .map(|(source, tally)| SourceForm {
                source,
                tally: tally_form(tally),
            })
            .collect(),
        months: months
            .map(|(month, tally)| MonthForm {
                month: month.map(|month| month.to_string()),
                tally: tally_form(tally),
            })
            .collect(),
        errors: problem_forms(&told.report.problems, told.wording.lang()),
    };
    writeln!(out, "{}", escaped(serde_json::to_string_pretty(&form)?))
}

fn tally_form(tally: &Tally) -> TallyForm<'_> {
    let lengths = &tally.lengths;
    let quantiles = QUANTILES.map(|percent| (percent, lengths.quantile(percent)));
    let scripts = tally.scripts.iter();
    let lints = tally.lints.iter();
    TallyForm {
        articles: tally.articles,
        without_text: tally.without_text,
        characters: tally.characters,
        findings: tally.counts,
        findings_per_10000: tally.rate(tally.counts.sum()),
        errors_per_10000: tally.rate(tally.counts.error),
        articles_with: tally.touched,
        scripts: scripts
            .map(|(writing, count)| (writing.as_str(), *count))
            .collect(),
        regions: &tally.regions,
        encodings: &tally.encodings,
        lengths: LengthsForm {
            shortest: lengths.quantile(0),
            longest: lengths.longest(),
            quantiles: quantiles.into(),
            histogram: lengths.histogram(),
        },
        lints: lints
            .map(|(lint, found)| {
                let found = FoundForm {
                    findings: found.findings,
                    articles: found.articles,
                    share: tally.share(found.articles),
                    per_10000: tally.rate(found.findings),
                };
                (&**lint, found)
            })
            .collect(),
    }
}

fn lint_forms(told: Told<'_>) -> Vec<LintForm<'_>> {
    let rows = rows::lints(&told.profile.all).into_iter();
    let forms = rows.map(|row| {
        let examples = told.profile.samples(row.name).iter();
        LintForm {
            lint: row.name,
            level: row.level.unwrap_or(Severity::Info).as_str(),
            found: FoundForm {
                findings: row.findings,
                articles: row.articles,
                share: row.share,
                per_10000: row.rate,
            },
            examples: examples
                .map(|sample| example_form(told, &sample.finding))
                .collect(),
        }
    });
    forms.collect()
}

fn example_form<'p>(told: Told<'_>, finding: &'p Finding) -> ExampleForm<'p> {
    let place = &finding.location;
    let record = place.record.as_ref();
    let start = place.range.map(|range| range.start);
    ExampleForm {
        path: &place.path,
        record: record.map(|record| record.index),
        id: record.and_then(|record| record.id.as_deref()),
        line: start.map(|start| start.line),
        column: start.map(|start| start.column),
        message: told.wording.message(finding),
    }
}
