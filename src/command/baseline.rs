//! `baseline`: the file of known defects, made, shortened and shown.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::check::{is_whole, read_options, tell};
use super::inputs::Inputs;
use super::outputs::To;
use super::{CLEAN, ExitResult, INCOMPLETE, Loaded, load};
use crate::Error;
use crate::baseline::{BASELINE_FILE, Baseline, Matching, Names, Ran};
use crate::catalog::{Lang, TomlFile, lies_in, toml_file};
use crate::cli::{BaselineArgs, BaselineCommand, BaselineRun, CommonArgs};
use crate::config::Settings;
use crate::engine::Engine;
use crate::finding::FileName;
use crate::report::words::{in_language, plural};
use crate::report::{Report, visible};
use crate::run::{self, Files, RunOptions};

/// Most megabytes of a baseline: one of a million entries has less than a hundred.
const LARGEST: u64 = 1024;

/// Does what `verb` says, and tells it on `out`.
pub(super) fn run(verb: &BaselineCommand, out: &mut dyn Write) -> ExitResult {
    match verb {
        BaselineCommand::Create { run, force } => create(run, *force, out),
        BaselineCommand::Prune(run) => prune(run, out),
        BaselineCommand::Show { baseline, common } => show(baseline.as_deref(), common, out),
    }
}

fn create(args: &BaselineRun, force: bool, out: &mut dyn Write) -> ExitResult {
    let loaded = load(&args.common)?;
    let lang = loaded.lang_for_people();
    let place = Place::find(args.baseline.as_deref(), &args.common, &loaded.settings);
    let place = place.unwrap_or_else(|| Place::beside(&loaded.settings));
    place.may_be_written(&args.common, &loaded.settings)?;
    let is_there = place.path.symlink_metadata().is_ok();
    if is_there && !force {
        return Err(Error::new("baseline-exists")
            .with("file", place.shown())
            .into());
    }
    let old = if is_there {
        place.read(args.common.trust_config, &loaded.settings)?
    } else {
        Baseline::default()
    };
    let matching = place.matching(old, &loaded.settings);
    let Some(seen) = Seen::run(args, loaded, matching, lang)? else {
        return Ok(INCOMPLETE);
    };
    let new = seen.matching.renewed(&seen.ran());
    place.write(&new)?;
    let (places, files) = (new.count(), new.paths().len());
    let told = match lang {
        Lang::En => format!(
            "{} in {}; from now on only others count",
            plural(places, "place"),
            plural(files, "file")
        ),
        Lang::Hant => format!("記下 {files} 個檔案中的 {places} 處，今後只計其他的"),
        Lang::Hans => format!("记下 {files} 个文件中的 {places} 处，今后只计其他的"),
    };
    place.say(&told, out)
}

fn prune(args: &BaselineRun, out: &mut dyn Write) -> ExitResult {
    let loaded = load(&args.common)?;
    let lang = loaded.lang_for_people();
    let place = Place::found(args.baseline.as_deref(), &args.common, &loaded.settings)?;
    place.may_be_written(&args.common, &loaded.settings)?;
    let old = place.read(args.common.trust_config, &loaded.settings)?;
    let matching = place.matching(old.clone(), &loaded.settings);
    let Some(seen) = Seen::run(args, loaded, matching, lang)? else {
        return Ok(INCOMPLETE);
    };
    let new = seen.matching.pruned(&seen.ran());
    if new != old {
        place.write(&new)?;
    }
    let (out_of_it, left) = (old.count().saturating_sub(new.count()), new.count());
    let told = match lang {
        Lang::En => format!("{out_of_it} taken out, {left} left"),
        Lang::Hant => format!("移除 {out_of_it} 處，尚餘 {left} 處"),
        Lang::Hans => format!("移除 {out_of_it} 处，尚余 {left} 处"),
    };
    place.say(&told, out)
}

fn show(named: Option<&Path>, common: &CommonArgs, out: &mut dyn Write) -> ExitResult {
    let loaded = load(common)?;
    let lang = loaded.lang_for_people();
    let place = Place::found(named, common, &loaded.settings)?;
    let baseline = place.read(common.trust_config, &loaded.settings)?;
    let mut lints: BTreeMap<&str, usize> = BTreeMap::new();
    for (entry, count) in &baseline.entries {
        *lints.entry(&entry.lint).or_default() += count;
    }
    let mut lints: Vec<_> = lints.into_iter().collect();
    lints.sort_by_key(|(lint, count)| (Reverse(*count), *lint));
    let (places, files) = (baseline.count(), baseline.paths().len());
    let told = match lang {
        Lang::En => format!(
            "{} known in {}",
            plural(places, "place"),
            plural(files, "file")
        ),
        Lang::Hant => format!("{files} 個檔案中的 {places} 處舊問題"),
        Lang::Hans => format!("{files} 个文件中的 {places} 处旧问题"),
    };
    place.say(&told, out)?;
    for (lint, count) in lints {
        writeln!(out, "{count:>8}  {}", visible(lint))?;
    }
    Ok(CLEAN)
}

/// A run that was made for the sake of a baseline.
struct Seen {
    engine: Engine,
    report: Report,
    matching: Matching,
}

impl Seen {
    /// Lints what `args` name; `None` if the run is incomplete, which has been told then.
    fn run(
        args: &BaselineRun,
        loaded: Loaded,
        mut matching: Matching,
        lang: Lang,
    ) -> Result<Option<Self>, Error> {
        let Loaded {
            mut settings,
            catalog,
            ..
        } = loaded;
        settings.is_whole = is_whole(&args.input, &settings);
        let reading = read_options(&args.input.read, &settings);
        let inputs = Inputs::find(&args.input, &settings, &reading)?;
        let engine = Engine::new(Arc::new(catalog), settings)?;
        let how = RunOptions {
            threads: args.jobs,
            ..RunOptions::default()
        };
        let sift = |findings: &mut Vec<_>| matching.mark(findings);
        let none = |_| Vec::new();
        let mut report = run::run(
            &engine,
            Files::linted(&inputs.files),
            &reading,
            &how,
            sift,
            none,
        )?;
        report.problems.extend(inputs.problems);
        report.problems.sort();
        if report.problems.is_empty() {
            return Ok(Some(Self {
                engine,
                report,
                matching,
            }));
        }
        tell(&report.problems, lang);
        let told = in_language(
            lang,
            [
                "the baseline is left as it is, because the run is incomplete",
                "檢查不完整，沒有寫入基準檔",
                "检查不完整，没有写入基线文件",
            ],
        );
        // If standard error is gone, there is nobody left to tell; the exit code still does.
        let _ = writeln!(io::stderr(), "newslint: {told}");
        Ok(None)
    }

    fn ran(&self) -> Ran<'_> {
        ran(&self.report, &self.engine)
    }
}

/// What a run looked at.
fn ran<'r>(report: &'r Report, engine: &'r Engine) -> Ran<'r> {
    Ran {
        files: &report.files,
        engine,
    }
}

/// The baseline that is in force for a run.
pub(super) struct Known {
    pub(super) matching: Matching,
    place: Place,
}

impl Known {
    /// The one that flags or lint.toml name, or that lies beside it.
    pub(super) fn find(
        args: &BaselineArgs,
        common: &CommonArgs,
        settings: &Settings,
    ) -> Result<Option<Self>, Error> {
        let place = Place::find(args.baseline.as_deref(), common, settings);
        let Some(place) = place.filter(|_| !args.no_baseline) else {
            return Ok(None);
        };
        let baseline = place.read(common.trust_config, settings)?;
        let matching = place.matching(baseline, settings);
        Ok(Some(Self { matching, place }))
    }

    /// Says on standard error how much of it is there no more.
    pub(super) fn tell_stale(&self, report: &Report, engine: &Engine, lang: Lang) {
        let stale = self.matching.stale(&ran(report, engine));
        if stale == 0 {
            return;
        }
        let file = self.place.shown();
        let told = match lang {
            Lang::En => format!(
                "note: {stale} of the places in {file} are mended or gone: `newslint baseline prune` takes them out"
            ),
            Lang::Hant => format!(
                "提示：{file} 所記的問題有 {stale} 處已不存在，可用 `newslint baseline prune` 移除"
            ),
            Lang::Hans => format!(
                "提示：{file} 所记的问题有 {stale} 处已不存在，可用 `newslint baseline prune` 移除"
            ),
        };
        let _ = writeln!(io::stderr(), "{}", visible(&told));
    }
}

/// Where a baseline lies.
struct Place {
    path: PathBuf,
    /// Was it typed? Then it may lie anywhere.
    is_typed: bool,
}

impl Place {
    /// The one `named` on the command line, else in lint.toml, else beside it; without lint.toml the nearest upward.
    fn find(named: Option<&Path>, common: &CommonArgs, settings: &Settings) -> Option<Self> {
        if let Some(path) = named {
            return Some(Self {
                path: settings.working_folder.join(path),
                is_typed: true,
            });
        }
        let of_itself = |path| Self {
            path,
            is_typed: false,
        };
        if let Some(path) = &settings.baseline {
            return Some(of_itself(path.clone()));
        }
        let has_file = !settings.root.as_os_str().is_empty();
        let folders: Vec<&Path> = match (has_file, common.isolated) {
            (_, true) => Vec::new(),
            (true, _) => vec![&settings.root],
            (false, _) => settings.working_folder.ancestors().collect(),
        };
        let files = folders.iter().map(|folder| folder.join(BASELINE_FILE));
        let mut there = files.filter(|file| file.symlink_metadata().is_ok());
        there.next().map(of_itself)
    }

    /// The same, and it is an error if there is none.
    fn found(
        named: Option<&Path>,
        common: &CommonArgs,
        settings: &Settings,
    ) -> Result<Self, Error> {
        let place = Self::find(named, common, settings);
        place.ok_or_else(|| Error::new("missing-baseline").with("file", BASELINE_FILE))
    }

    /// Where a baseline is made that nobody named.
    fn beside(settings: &Settings) -> Self {
        let folder = if settings.root.as_os_str().is_empty() {
            &settings.working_folder
        } else {
            &settings.root
        };
        Self {
            path: folder.join(BASELINE_FILE),
            is_typed: false,
        }
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Whoever runs newslint in a folder has not asked to write elsewhere.
    fn may_be_written(&self, common: &CommonArgs, settings: &Settings) -> Result<(), Error> {
        let lies_well = self.is_typed
            || common.trust_config
            || settings.baseline.is_none()
            || lies_in(self.folder(), &settings.root);
        if lies_well {
            return Ok(());
        }
        Err(Error::new("outside-folder").with("name", self.shown()))
    }

    fn read(&self, trusted: bool, settings: &Settings) -> Result<Baseline, Error> {
        if self.path.symlink_metadata().is_err() {
            return Err(Error::new("missing-baseline").with("file", self.shown()));
        }
        let text = toml_file::read_most(&self.path, LARGEST)?;
        let source = TomlFile {
            text: &text,
            name: self.shown_from(&settings.working_folder),
            shown: self.is_typed || trusted || lies_in(&self.path, self.folder()),
        };
        Baseline::parse(&source)
    }

    fn matching(&self, baseline: Baseline, settings: &Settings) -> Matching {
        let names = Names::new(self.folder(), &settings.working_folder);
        Matching::new(baseline, names)
    }

    /// Puts `baseline` in its place when it is whole.
    fn write(&self, baseline: &Baseline) -> Result<(), Error> {
        let write = || {
            let mut to = To::open(&self.path)?;
            to.write(|out| write!(out, "{baseline}"))?;
            to.close()
        };
        write().map_err(|error: io::Error| Error::about(self.shown(), error))
    }

    /// Its name for people.
    fn shown(&self) -> String {
        let folder = std::env::current_dir().unwrap_or_default();
        self.shown_from(&folder)
    }

    fn shown_from(&self, folder: &Path) -> String {
        let path = self.path.strip_prefix(folder).unwrap_or(&self.path);
        FileName::of(path).to_string()
    }

    fn say(&self, told: &str, out: &mut dyn Write) -> ExitResult {
        let file = self.shown();
        writeln!(out, "{}: {told}", visible(&file))?;
        Ok(CLEAN)
    }
}
