//! SARIF 2.1.0, for code scanning of GitHub, GitLab and Azure, and for editors.

mod form;

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;

use super::emit::{Emitter, ReportFormat, Style, Suppressed, Totals};
use super::identity::Identities;
use super::visible::escaped;
use super::{RunLint, words};
use crate::finding::{self, FileName, Finding, Range, Record, Severity, SuppressedBy};
use crate::input::Problem;
use form::{
    Artifact, ArtifactChange, ArtifactLocation, Configuration, Descriptor, Driver, Fingerprints,
    Fix, FixProperties, InsertedContent, Invocation, Location, Log, LogicalLocation, Message,
    Notification, Override, PhysicalLocation, Region, Replacement, Rule, RuleProperties, Run,
    RunResult, Suppression, Tool,
};

pub(super) const FORMAT: ReportFormat = ReportFormat {
    name: "sarif",
    about: "SARIF 2.1.0, for code scanning and editors",
    for_people: false,
    waits: true,
    suppressed: Suppressed::Known,
    extensions: &["sarif", "sarif.json"],
    emitter: |style| {
        Box::new(Sarif {
            style,
            rules: HashMap::new(),
            identities: Identities::default(),
            has_baseline: false,
            first: true,
            tail: String::new(),
        })
    },
};

struct Sarif<'c> {
    style: Style<'c>,
    /// Where in the list of rules a lint is.
    rules: HashMap<Arc<str>, usize>,
    identities: Identities,
    has_baseline: bool,
    first: bool,
    /// What stands behind the results.
    tail: String,
}

impl Emitter for Sarif<'_> {
    fn begin(&mut self, totals: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        let ids = totals.lints.iter().map(|run| run.lint.id.clone());
        self.rules = ids.enumerate().map(|(at, id)| (id, at)).collect();
        self.has_baseline = totals.has_baseline;
        let version = env!("CARGO_PKG_VERSION");
        let driver = Driver {
            name: "newslint",
            version,
            semantic_version: version,
            language: self.style.wording.lang().as_str(),
            rules: totals.lints.iter().map(|run| self.rule(run)).collect(),
        };
        let run = Run {
            tool: Tool { driver },
            invocations: [self.invocation(totals)],
            column_kind: "unicodeCodePoints",
            newline_sequences: ["\r\n", "\n", "\r"],
            default_encoding: "UTF-8",
            artifacts: self.artifacts(totals),
            results: [],
        };
        let log = Log {
            schema: "https://json.schemastore.org/sarif-2.1.0.json",
            version: "2.1.0",
            runs: [run],
        };
        let log = escaped(serde_json::to_string_pretty(&log)?);
        let (head, tail) = log.rsplit_once("[]").unwrap_or((&log, ""));
        tail.clone_into(&mut self.tail);
        write!(out, "{head}[")
    }

    fn finding(&mut self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let result = pretty(&self.result(finding))?;
        let comma = if self.first { "" } else { "," };
        self.first = false;
        write!(out, "{comma}\n        {result}")
    }

    fn end(&mut self, _: Totals<'_>, out: &mut dyn Write) -> io::Result<()> {
        let close = if self.first { "]" } else { "\n      ]" };
        writeln!(out, "{close}{}", self.tail)
    }
}

impl Sarif<'_> {
    fn rule<'r>(&self, run: &'r RunLint) -> Rule<'r> {
        let (file, lang) = (&run.lint.file, self.style.wording.lang());
        let text = |text: &str| message(text.trim());
        // What a finding would put in place of something is not known of all.
        let help = file.help.fill(lang, |_| Some("…".into()));
        Rule {
            id: &run.lint.id,
            short_description: text(file.summary.get(lang)),
            full_description: file.why.as_ref().map(|why| text(why.get(lang))),
            help: text(&help),
            default_configuration: Configuration {
                enabled: run.lint.severity().is_some(),
                level: level(run.lint.severity().unwrap_or(run.severity)),
            },
            properties: RuleProperties {
                tags: [run.lint.category().as_str()],
            },
        }
    }

    fn invocation<'r>(&self, totals: Totals<'r>) -> Invocation<'r> {
        let runs = totals.lints.iter().enumerate();
        let changed = runs.filter(|(_, run)| run.lint.severity() != Some(run.severity));
        let overrides = changed.map(|(at, run)| Override {
            configuration: Configuration {
                enabled: true,
                level: level(run.severity),
            },
            descriptor: Descriptor {
                id: &run.lint.id,
                index: Some(at),
            },
        });
        let problems = totals.problems.iter();
        Invocation {
            execution_successful: totals.problems.is_empty(),
            rule_configuration_overrides: overrides.collect(),
            tool_execution_notifications: problems
                .map(|problem| self.notification(problem))
                .chain(self.cut(totals))
                .collect(),
        }
    }

    /// Says how many findings are not listed.
    fn cut(&self, totals: Totals<'_>) -> Option<Notification> {
        let cut = words::cut(totals.summary, self.style.wording.lang())?;
        Some(Notification {
            level: "warning",
            message: message(&cut),
            descriptor: Descriptor {
                id: "max-findings",
                index: None,
            },
            locations: Vec::new(),
        })
    }

    fn notification(&self, problem: &Problem) -> Notification {
        let region = problem.line.map(|line| Region {
            start_line: line,
            ..FIRST_LINE
        });
        let location = (!problem.path.is_empty()).then(|| Location {
            id: None,
            physical_location: self.place(&problem.path, region),
            logical_locations: Vec::new(),
            message: None,
        });
        Notification {
            level: "error",
            message: message(&words::problem(problem, self.style.wording.lang())),
            descriptor: Descriptor {
                id: problem.kind.as_str(),
                index: None,
            },
            locations: location.into_iter().collect(),
        }
    }

    /// The files that are not in UTF-8.
    fn artifacts(&self, totals: Totals<'_>) -> Vec<Artifact> {
        let files = totals.files.iter().filter_map(|file| {
            let encoding = file.encoding.filter(|encoding| *encoding != "UTF-8")?;
            Some(Artifact {
                location: self.artifact(&file.path),
                encoding,
            })
        });
        files.collect()
    }

    fn result<'r>(&mut self, finding: &'r Finding) -> RunResult<'r> {
        let location = &finding.location;
        let (path, record) = (&location.path, location.record.as_deref());
        let identity = self.identities.next(path, record, finding.fingerprint);
        let wording = self.style.wording;
        let (what, help) = (wording.message(finding), wording.help(finding));
        let told = [what, help].join("\n");
        let related = finding.related.iter().enumerate();
        let fixes = finding.fixes.iter();
        let suppressed = finding.suppressed.iter();
        RunResult {
            rule_id: &finding.lint,
            rule_index: self.rules.get(&finding.lint).copied(),
            level: level(finding.severity),
            message: message(told.trim_end()),
            locations: [self.location(location, None, None)],
            related_locations: related
                .map(|(at, related)| {
                    let label = message(&wording.label(finding, related));
                    self.location(&related.location, Some(at), Some(label))
                })
                .collect(),
            partial_fingerprints: Fingerprints { newslint: identity },
            baseline_state: self.has_baseline.then(|| baseline_state(finding)),
            fixes: fixes.map(|fix| self.fix(finding, fix)).collect(),
            suppressions: suppressed.map(suppression).collect(),
        }
    }

    fn fix<'r>(&self, finding: &Finding, fix: &'r finding::Fix) -> Fix<'r> {
        let replacements = fix.edits.iter().map(|edit| Replacement {
            deleted_region: region(edit.range),
            inserted_content: InsertedContent { text: &edit.insert },
        });
        Fix {
            description: message(&self.style.wording.title(finding, fix)),
            artifact_changes: [ArtifactChange {
                artifact_location: self.artifact(&finding.location.path),
                replacements: replacements.collect(),
            }],
            properties: FixProperties {
                applicability: fix.applicability,
            },
        }
    }

    fn location(
        &self,
        location: &finding::Location,
        id: Option<usize>,
        message: Option<Message>,
    ) -> Location {
        Location {
            id,
            physical_location: self.place(
                &location.path,
                Some(location.range.map_or(FIRST_LINE, region)),
            ),
            logical_locations: location.record.iter().map(|record| field(record)).collect(),
            message,
        }
    }

    fn place(&self, path: &FileName, region: Option<Region>) -> PhysicalLocation {
        PhysicalLocation {
            artifact_location: self.artifact(path),
            region,
        }
    }

    fn artifact(&self, path: &FileName) -> ArtifactLocation {
        ArtifactLocation {
            uri: self.style.base.uri(path),
        }
    }
}

fn field(record: &Record) -> LogicalLocation {
    let index = record.index;
    LogicalLocation {
        name: match &record.id {
            Some(id) => id.clone(),
            None => index.to_string(),
        },
        fully_qualified_name: format!("[{index}].{}", record.field),
        kind: "property",
    }
}

/// Where a finding about a whole file is shown: code scanning takes none without a line.
const FIRST_LINE: Region = Region {
    start_line: 1,
    start_column: None,
    end_line: None,
    end_column: None,
};

fn region(Range { start, end }: Range) -> Region {
    Region {
        start_line: start.line,
        start_column: Some(start.column),
        end_line: Some(end.line),
        end_column: Some(end.column),
    }
}

fn suppression(by: &finding::Suppression) -> Suppression<'_> {
    Suppression {
        kind: match by.by {
            SuppressedBy::Comment => "inSource",
            // It stands in lint.toml or in the baseline, not in the article.
            SuppressedBy::Allow | SuppressedBy::Baseline => "external",
        },
        status: "accepted",
        justification: &by.reason,
    }
}

/// Was `finding` there when the baseline was made?
fn baseline_state(finding: &Finding) -> &'static str {
    match &finding.suppressed {
        Some(by) if by.by == SuppressedBy::Baseline => "unchanged",
        _ => "new",
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A message that says `text`; brackets before a bracket would make a link of it.
fn message(text: &str) -> Message {
    let text = if text.contains("](") {
        text.replace('\\', "\\\\")
            .replace('[', "\\[")
            .replace(']', "\\]")
    } else {
        text.to_owned()
    };
    Message { text }
}

/// `form` as JSON, its lines behind the first indented as those of a result.
fn pretty(form: &impl Serialize) -> io::Result<String> {
    let text = serde_json::to_string_pretty(form)?;
    Ok(escaped(text.replace('\n', "\n        ")))
}
