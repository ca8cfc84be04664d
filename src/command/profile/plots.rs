//! Plots, as SVG that takes its colours from the page.

use std::fmt::Write;

use crate::profile::{Bar, Month};

/// A bar in a cell of a table: the part `share` of its width is filled.
pub(super) fn share(share: f64) -> String {
    let width = 100.0 * share.clamp(0.0, 1.0);
    format!(
        "<svg class=\"share\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"ground\" width=\"100\" height=\"10\"/><rect class=\"bar\" width=\"{width:.2}\" height=\"10\"/></svg>"
    )
}

/// How many articles are how long.
pub(super) fn histogram(bars: &[Bar]) -> String {
    const STEP: usize = 76;
    const HEIGHT: f64 = 150.0;
    let most = Bar::most(bars);
    let mut plot = format!(
        "<svg class=\"plot\" viewBox=\"0 0 {} 200\" role=\"img\">",
        bars.len() * STEP
    );
    for (number, bar) in bars.iter().enumerate() {
        let height = HEIGHT * bar.articles as f64 / most as f64;
        let top = 20.0 + HEIGHT - height;
        let (left, middle) = (number * STEP + 2, number * STEP + STEP / 2);
        // Writing to a string cannot fail.
        let _ = write!(
            plot,
            "<rect class=\"bar\" x=\"{left}\" y=\"{top:.1}\" width=\"{}\" height=\"{height:.1}\"/>\
             <text x=\"{middle}\" y=\"{:.1}\">{}</text><text class=\"axis\" x=\"{middle}\" y=\"188\">{}–{}</text>",
            STEP - 4,
            top - 4.0,
            bar.articles,
            bar.from,
            bar.below - 1,
        );
    }
    plot + "</svg>"
}

/// Lines over `months`, each of a class of its own, with a scale on the left and the months below. Where months are missing
/// a line is broken.
pub(super) fn lines(months: &[Month], lines: &[(&str, Vec<f64>)]) -> String {
    const LEFT: f64 = 56.0;
    const WIDTH: f64 = 760.0;
    const HEIGHT: f64 = 150.0;
    /// Months that have room for their names.
    const NAMES: usize = 12;
    let heights = lines.iter().flat_map(|(_, heights)| heights);
    let most = highest(heights);
    let gaps = months.len().max(2) - 1;
    let x = |number: usize| LEFT + 20.0 + (WIDTH - 80.0) * number as f64 / gaps as f64;
    let y = |height: f64| 15.0 + HEIGHT * (1.0 - height / most);
    let mut plot = "<svg class=\"plot\" viewBox=\"0 0 800 200\" role=\"img\">".to_owned();
    for part in [0.0, 0.5, 1.0] {
        let (height, value) = (y(part * most), part * most);
        // Writing to a string cannot fail.
        let _ = write!(
            plot,
            "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{height:.1}\" y2=\"{height:.1}\"/>\
             <text class=\"scale\" x=\"{}\" y=\"{:.1}\">{value:.2}</text>",
            LEFT - 6.0,
            height + 4.0,
        );
    }
    for (class, heights) in lines {
        plot += &line(class, months, |number| (x(number), y(heights[number])));
        for (number, (month, height)) in months.iter().zip(heights).enumerate() {
            let _ = write!(
                plot,
                "<circle class=\"{class}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"2.5\"><title>{month}: {height:.2}</title></circle>",
                x(number),
                y(*height),
            );
        }
    }
    let every = months.len().div_ceil(NAMES).max(1);
    for (number, month) in months.iter().enumerate().step_by(every) {
        let x = x(number);
        let _ = write!(
            plot,
            "<text class=\"axis\" x=\"{x:.1}\" y=\"188\">{month}</text>"
        );
    }
    plot + "</svg>"
}

/// A small line over `months`, without a scale.
pub(super) fn spark(months: &[Month], heights: &[f64]) -> String {
    let most = highest(heights);
    let gaps = months.len().max(2) - 1;
    let place = |number: usize| {
        let x = 2.0 + 116.0 * number as f64 / gaps as f64;
        (x, 18.0 - 16.0 * heights[number] / most)
    };
    let line = line("all", months, place);
    format!("<svg class=\"spark\" viewBox=\"0 0 120 20\" aria-hidden=\"true\">{line}</svg>")
}

fn highest<'h>(heights: impl IntoIterator<Item = &'h f64>) -> f64 {
    let most = heights.into_iter().copied().fold(0.0, f64::max);
    if most > 0.0 { most } else { 1.0 }
}

/// A line through the `place` of each month, broken where months are missing.
fn line(class: &str, months: &[Month], place: impl Fn(usize) -> (f64, f64)) -> String {
    let mut number = 0;
    let mut pieces = String::new();
    for piece in months.chunk_by(|month, next| month.is_before(*next)) {
        let mut points: Vec<String> = (number..number + piece.len())
            .map(&place)
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        // A line from a point to itself is a dot.
        if let [only] = &points[..] {
            points.push(only.clone());
        }
        let points = points.join(" ");
        let _ = write!(pieces, "<polyline class=\"{class}\" points=\"{points}\"/>");
        number += piece.len();
    }
    pieces
}
