//! Where an article has which two characters side by side, so that nobody reads all of it again for each pair of pieces.

use std::cell::Cell;

use crate::Span;
use crate::language::is_han;

/// How many places of two characters are looked at, the first ones: an article that has them more often proves nothing
/// by it, and a text of a few characters would cost its square.
const MOST: usize = 400;

/// The places of each two characters of a text.
pub(super) struct Bigrams<'p> {
    prose: &'p str,
    /// Two characters and the offset of the first, in order.
    places: Vec<(u64, u32)>,
    /// How many places were looked at so far.
    steps: Cell<usize>,
}

fn key(first: char, second: char) -> u64 {
    u64::from(u32::from(first)) << 32 | u64::from(u32::from(second))
}

impl<'p> Bigrams<'p> {
    pub(super) fn of(prose: &'p str) -> Self {
        let mut places = Vec::with_capacity(prose.len() / 3);
        let mut before: Option<(usize, char)> = None;
        for (at, c) in prose.char_indices() {
            if let Some((start, first)) = before
                && let Ok(start) = u32::try_from(start)
                && !first.is_whitespace()
                && !c.is_whitespace()
            {
                places.push((key(first, c), start));
            }
            before = Some((at, c));
        }
        places.sort_unstable();
        Self {
            prose,
            places,
            steps: Cell::new(0),
        }
    }

    /// How many places were looked at so far.
    pub(super) fn steps(&self) -> usize {
        self.steps.get()
    }

    /// The first places of two characters, in order.
    fn places(&self, first: char, second: char) -> &[(u64, u32)] {
        let wanted = key(first, second);
        let from = self.places.partition_point(|(key, _)| *key < wanted);
        let rest = self.places.get(from..).unwrap_or(&[]);
        let rest = rest.get(..MOST).unwrap_or(rest);
        let found = rest.partition_point(|(key, _)| *key == wanted);
        rest.get(..found).unwrap_or(&[])
    }

    fn offsets(&self, first: char, second: char) -> impl Iterator<Item = usize> {
        self.places(first, second).iter().map(|(_, at)| {
            self.steps.set(self.steps.get() + 1);
            *at as usize
        })
    }

    /// The places of `needle`, by its rarest two characters.
    pub(super) fn find<'a>(&'a self, needle: &'a str) -> impl Iterator<Item = Span> + 'a {
        let chars = || needle.char_indices();
        let rarest = chars()
            .zip(chars().skip(1))
            .filter(|((_, first), (_, second))| !first.is_whitespace() && !second.is_whitespace())
            .min_by_key(|((_, first), (_, second))| self.places(*first, *second).len());
        let offsets = rarest.map(|((before, first), (_, second))| {
            let offsets = self.offsets(first, second);
            offsets.filter_map(move |at| at.checked_sub(before))
        });
        offsets.into_iter().flatten().filter_map(move |at| {
            let whole = Span::new(at, at + needle.len());
            (self.prose.get(at..whole.end)? == needle).then_some(whole)
        })
    }

    /// For each number of characters that `left` ends with, up to `N`, how many of `right`, up to `N` too, follow them
    /// somewhere; 0 where the text has none together.
    pub(super) fn across<const N: usize>(&self, left: &[char], right: &[char]) -> [usize; N] {
        let mut reached = [0; N];
        let (Some(last), Some(first)) = (left.last(), right.first()) else {
            return reached;
        };
        for at in self.offsets(*last, *first) {
            let (before, behind) = self
                .prose
                .split_at_checked(at + last.len_utf8())
                .unwrap_or(("", ""));
            let same = |(one, other): &(char, &char)| one == *other;
            let from = before
                .chars()
                .rev()
                .zip(left.iter().rev())
                .take(N)
                .take_while(same)
                .count();
            let to = behind.chars().zip(right).take(N).take_while(same).count();
            for most in reached.iter_mut().take(from) {
                *most = to.max(*most);
            }
        }
        reached
    }

    /// Does the text have `before`, then one Han character, then `after`? Each is two characters.
    pub(super) fn around(&self, before: [char; 2], after: [char; 2]) -> bool {
        self.offsets(before[0], before[1]).any(|at| {
            let from = at + before[0].len_utf8() + before[1].len_utf8();
            let mut rest = self.prose.get(from..).unwrap_or("").chars();
            rest.next().is_some_and(is_han)
                && rest.next() == Some(after[0])
                && rest.next() == Some(after[1])
        })
    }
}
