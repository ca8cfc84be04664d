//! How far two texts differ.

use crate::language::words;

/// Most changes that leave two texts copies of each other, of a hundred characters of the longer one.
const CHANGES: usize = 15;

/// Most changes at all: more take too long to find.
const MOST: usize = 1000;

/// The changes that turn `a` into `b`, if so few that the two are copies: 1 − changes / longer length ≥ 0.85.
pub(super) fn changes(a: &[char], b: &[char]) -> Option<usize> {
    distance(a, b, (a.len().max(b.len()) * CHANGES / 100).min(MOST))
}

/// The edit distance of `a` and `b` if it is at most `limit`: a band of the table around its diagonal.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..)?, b.get(same..)?);
    let same = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (a, b) = (a.get(..a.len() - same)?, b.get(..b.len() - same)?);
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let far = limit + 1;
    let mut row: Vec<usize> = (0..=b.len()).map(|at| at.min(far)).collect();
    for (i, from) in a.iter().enumerate() {
        let (low, high) = (i.saturating_sub(limit), (i + limit + 1).min(b.len()));
        let mut diagonal = row[low];
        row[low] = if low == 0 { (i + 1).min(far) } else { far };
        let mut least = row[low];
        for j in low..high {
            let change = diagonal + usize::from(*from != b[j]);
            diagonal = row[j + 1];
            // Right of the band nothing has been written yet for this row.
            let above = if j + 1 == i + limit + 1 {
                far
            } else {
                diagonal + 1
            };
            row[j + 1] = change.min(above).min(row[j] + 1).min(far);
            least = least.min(row[j + 1]);
        }
        if least > limit {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= limit)
}

/// The first place at which two similar texts differ: how many characters agree before it, and what stands there in
/// each until they agree again.
pub(in crate::evidence) fn first_difference(a: &[char], b: &[char]) -> (usize, usize, usize) {
    /// Characters that must agree before a difference is over.
    const AGREE: usize = 3;
    /// Longest difference that is looked for, in both texts together.
    const LONGEST: usize = 80;
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (rest_a, rest_b) = (&a[same..], &b[same..]);
    let agrees = |i: usize, j: usize| match (rest_a.get(i..), rest_b.get(j..)) {
        (Some(a), Some(b)) => {
            a.iter().zip(b).take(AGREE).all(|(a, b)| a == b)
                && a.len().min(AGREE) == b.len().min(AGREE)
        }
        _ => false,
    };
    let found = (1..=LONGEST).find_map(|sum| {
        // The shortest change first, and of equally short ones the most even.
        let mut splits: Vec<(usize, usize)> = (0..=sum).map(|i| (i, sum - i)).collect();
        splits.sort_by_key(|(i, j)| i.abs_diff(*j));
        splits.into_iter().find(|(i, j)| agrees(*i, *j))
    });
    let (in_a, in_b) = found.unwrap_or((rest_a.len(), rest_b.len()));
    (same, in_a, in_b)
}

/// Are the two the same sentence with other figures in it? Most numbers of a copy are those of its original; one that
/// differs may have been misread.
pub(super) fn is_template(a: &[char], b: &[char]) -> bool {
    let (mut left, mut right) = (numbers(a), numbers(b));
    let most = left.len().max(right.len());
    left.sort_unstable();
    right.sort_unstable();
    let (mut i, mut j, mut same) = (0, 0, 0);
    while let (Some(a), Some(b)) = (left.get(i), right.get(j)) {
        same += usize::from(a == b);
        let order = a.cmp(b);
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
    }
    most - same >= 2 && same * 2 < most
}

/// Do the two say the same about something else? Then what differs is what they tell: figures, names, yes or no; and it
/// differs often, for two paragraphs that are alike but for one figure are two versions of one.
pub(super) fn is_parallel(a: &[char], b: &[char]) -> bool {
    /// Characters in which such texts differ once at least, and below which one word for another is a name.
    const ONCE: usize = 60;
    let tells = |text: &[char]| text.iter().any(|c| is_telling(*c));
    let length = a.len().max(b.len());
    let (mut a, mut b) = (a, b);
    let (mut all, mut telling) = (0, 0);
    while !a.is_empty() || !b.is_empty() {
        let (same, in_a, in_b) = first_difference(a, b);
        let (rest_a, rest_b) = (&a[same..], &b[same..]);
        if rest_a.is_empty() && rest_b.is_empty() {
            break;
        }
        let is_word = in_a.min(in_b) > 1 && length < ONCE;
        all += 1;
        telling += usize::from(is_word || tells(&rest_a[..in_a]) || tells(&rest_b[..in_b]));
        (a, b) = (&rest_a[in_a..], &rest_b[in_b..]);
    }
    telling * 2 >= all && telling * ONCE >= length
}

/// Are the two one form filled in twice, as records of votes and answers to questions are? Then most of the places
/// where they differ hold a figure or the name of a person.
pub(in crate::evidence) fn is_one_form(a: &[char], b: &[char]) -> bool {
    /// Fewest places that were filled in.
    const FEWEST: usize = 3;
    /// Longest name.
    const NAME: usize = 4;
    let tells = |text: &[char]| text.iter().any(|c| is_telling(*c));
    let names =
        |text: &[char]| text.len() <= NAME && text.first().is_some_and(|c| words::SURNAMES.has(*c));
    let (mut a, mut b) = (a, b);
    let (mut all, mut filled) = (0, 0);
    while !a.is_empty() || !b.is_empty() {
        let (same, in_a, in_b) = first_difference(a, b);
        let (rest_a, rest_b) = (&a[same..], &b[same..]);
        if rest_a.is_empty() && rest_b.is_empty() {
            break;
        }
        let (here, there) = (&rest_a[..in_a], &rest_b[..in_b]);
        all += 1;
        filled += usize::from(tells(here) || tells(there) || (names(here) && names(there)));
        (a, b) = (&rest_a[in_a..], &rest_b[in_b..]);
    }
    filled >= FEWEST && filled * 3 >= all * 2
}

/// Is it a figure, a letter, or a character that turns a statement into its opposite?
fn is_telling(c: char) -> bool {
    c.is_ascii_alphanumeric() || words::TELLING_CHARACTERS.has(c)
}

/// The runs of digits in `text`.
fn numbers(text: &[char]) -> Vec<&[char]> {
    text.split(|c| !c.is_ascii_digit() && *c != '.')
        .filter(|run| !run.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn the_band_gives_the_true_distance() {
        let (a, b) = (
            chars("漁港清早的霧比昨天更濃"),
            chars("漁港清晨霧比昨天還更濃"),
        );
        assert_eq!(distance(&a, &b, 9), Some(3));
        assert_eq!(distance(&a, &b, 3), Some(3));
        assert_eq!(distance(&a, &b, 2), None);
        assert_eq!(distance(&a, &a, 0), Some(0));
        assert_eq!(distance(&a, &chars(""), 20), Some(11));
    }

    #[test]
    fn what_differs_first() {
        let (a, b) = (chars("共有三十艘船出海"), chars("共有二十五艘船出海"));
        assert_eq!(first_difference(&a, &b), (2, 2, 3));
        let (a, b) = (chars("風大浪高"), chars("風大浪高路滑"));
        assert_eq!(first_difference(&a, &b), (4, 0, 2));
    }
}
