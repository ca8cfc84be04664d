//! Colours that read on white and on black.
//!
//! The sixteen colours of a terminal are what its theme makes of them, and its yellow and cyan are lost on white. These are
//! of the 256 that are the same everywhere, each about as far from white as from black.

use miette::{GraphicalTheme, ThemeStyles};
use owo_colors::{Style, XtermColors};

/// Errors, and what a fix takes out.
pub const RED: u8 = 160;
/// What a fix puts in, and advice.
pub const GREEN: u8 = 29;
const BROWN: u8 = 130;
const BLUE: u8 = 32;
const PURPLE: u8 = 133;

/// How miette draws, in `color` or without.
pub fn theme(color: bool) -> GraphicalTheme {
    let mut theme = GraphicalTheme::unicode_nocolor();
    if color {
        let tone = |tone: u8| Style::new().color(XtermColors::from(tone));
        theme.styles = ThemeStyles {
            error: tone(RED).bold(),
            warning: tone(BROWN).bold(),
            advice: tone(BLUE),
            help: tone(GREEN),
            link: tone(BLUE),
            linum: Style::new().dimmed(),
            highlights: vec![tone(PURPLE).bold()],
        };
    }
    theme
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The luminance of a tone of the colour cube, from black, 0, to white, 1.
    fn luminance(tone: u8) -> f64 {
        const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
        let cell = usize::from(tone - 16);
        let linear = |step: usize| {
            let value = f64::from(STEPS[step % 6]) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(cell / 36) + 0.7152 * linear(cell / 6) + 0.0722 * linear(cell)
    }

    #[test]
    fn every_tone_reads_on_white_and_on_black() {
        for tone in [RED, GREEN, BROWN, BLUE, PURPLE] {
            let luminance = luminance(tone);
            let (on_white, on_black) = (1.05 / (luminance + 0.05), (luminance + 0.05) / 0.05);
            assert!(
                on_white > 3.8 && on_black > 3.8,
                "{tone}: {on_white} {on_black}"
            );
        }
    }
}
