//! What a long run has done so far, on a line of a terminal.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::catalog::Lang;
use crate::input::Target;
use crate::run::{Done, Meter};

/// A run that is shorter shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line is drawn.
const EVERY: Duration = Duration::from_millis(200);

/// Draws the line as long as it lives, on standard error.
pub(super) struct Progress {
    stop: Sender<()>,
    drawing: Option<JoinHandle<()>>,
}

impl Progress {
    /// Shows how `meter` goes up, over the files `targets`, if that is `wanted` and somebody looks at a terminal.
    pub(super) fn show(
        wanted: bool,
        targets: &[Target],
        meter: &Arc<Meter>,
        lang: Lang,
    ) -> Option<Self> {
        if !wanted || !io::stderr().is_terminal() {
            return None;
        }
        let (stop, stopped) = mpsc::channel();
        let (meter, targets) = (meter.clone(), targets.to_vec());
        let drawing = thread::spawn(move || {
            let begun = Instant::now();
            if stopped.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let (files, whole) = (targets.len() as u64, whole(&targets));
            let bar = ProgressBar::with_draw_target(whole, ProgressDrawTarget::stderr());
            bar.set_style(style(whole.is_some()));
            loop {
                let done = meter.done();
                bar.set_position(done.bytes.min(whole.unwrap_or(u64::MAX)));
                bar.set_message(words(done, files, begun.elapsed(), lang));
                if stopped.recv_timeout(EVERY) != Err(RecvTimeoutError::Timeout) {
                    return bar.finish_and_clear();
                }
            }
        });
        Some(Self {
            stop,
            drawing: Some(drawing),
        })
    }
}

impl Drop for Progress {
    /// Takes the line away.
    fn drop(&mut self) {
        // If it has ended by itself, there is nothing to stop.
        let _ = self.stop.send(());
        if let Some(drawing) = self.drawing.take() {
            let _ = drawing.join();
        }
    }
}

/// How far a run over so many `files` is after this `time`.
fn words(done: Done, files: u64, time: Duration, lang: Lang) -> String {
    let articles = done.articles;
    if done.compares {
        return match lang {
            Lang::En => format!("comparing {articles} articles"),
            Lang::Hant => format!("正在比對 {articles} 篇文章"),
            Lang::Hans => format!("正在比对 {articles} 篇文章"),
        };
    }
    let speed = done.bytes as f64 / 1e6 / time.as_secs_f64().max(0.001);
    let at = done.files.min(files);
    match lang {
        Lang::En => format!("file {at} of {files}, {articles} articles, {speed:.1} MB/s"),
        Lang::Hant => format!("檔案 {at}／{files}，文章 {articles} 篇，每秒 {speed:.1} MB"),
        Lang::Hans => format!("文件 {at}／{files}，文章 {articles} 篇，每秒 {speed:.1} MB"),
    }
}

/// How many bytes there are to read, where that is known before: what is compressed or comes through a pipe does not tell.
fn whole(targets: &[Target]) -> Option<u64> {
    let length = |target: &Target| {
        let packed = target.is_pipe() || target.compression().ok()?.is_some();
        let length = target.path.metadata().ok()?.len();
        (!packed).then_some(length)
    };
    targets.iter().map(length).sum()
}

fn style(has_end: bool) -> ProgressStyle {
    let template = if has_end {
        "{bar:24} {percent:>3}%  {msg}  {eta}"
    } else {
        "{spinner} {msg}"
    };
    ProgressStyle::with_template(template).map_or_else(
        |_| ProgressStyle::default_bar(),
        |style| style.progress_chars("━╸ "),
    )
}
