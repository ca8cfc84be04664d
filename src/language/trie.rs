//! Words as a double array: one walk from a character finds all words that begin with it, and no string is built.
//!
//! A node is the number of its cell. The child of a node for a character stands at the node's base plus the character's
//! code, and holds that code: no two nodes share a base, so that the code proves the parent. The table is read where it
//! lies: the number of characters, the characters in the order of their codes (from 1 on, the commonest first), the number
//! of cells, four bytes a cell (base and code), and a byte each for what is known of the word that ends there.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::table::Pages;

/// Bits of a code; the rest of a cell is the base.
const CODE: u32 = 14;
const CODES: u32 = (1 << CODE) - 1;
/// Bytes of a character, of a number and of a cell.
const WIDTH: usize = 4;

/// Words that are looked up character by character.
pub(super) struct Trie {
    codes: Pages<u16>,
    /// By code, from 1 on.
    chars: Vec<char>,
    cells: &'static [[u8; WIDTH]],
    values: &'static [u8],
}

/// The beginning of a word.
#[derive(Clone, Copy)]
pub(super) struct Node(u32);

impl Node {
    /// The beginning of all words.
    pub(super) const ROOT: Self = Self(0);
}

impl Trie {
    /// Reads what [`encode`] wrote; of anything else a trie without words.
    pub(super) fn read(table: &'static [u8]) -> Self {
        let (chars, rest) = numbered(table).unwrap_or_default();
        let (cells, values) = numbered(rest).unwrap_or_default();
        let chars = chars.iter().map(|c| u32::from_le_bytes(*c));
        let chars: Vec<char> = chars.filter_map(char::from_u32).collect();
        let mut codes = Pages::new(0);
        for (code, c) in (1..).zip(&chars) {
            *codes.at(*c) = code;
        }
        Self {
            codes,
            chars,
            cells,
            values,
        }
    }

    /// The beginning one character longer; `None` where no word begins so.
    #[inline]
    pub(super) fn step(&self, Node(node): Node, c: char) -> Option<Node> {
        let base = self.cell(node)? >> CODE;
        // The root alone has base 0 and children.
        if base == 0 && node != 0 {
            return None;
        }
        let code = u32::from(self.codes.get(c));
        let child = base + code;
        (code != 0 && self.cell(child)? & CODES == code).then_some(Node(child))
    }

    /// What is known of the word that ends at `node`; 0 where none does.
    #[inline]
    pub(super) fn value(&self, Node(node): Node) -> u8 {
        self.values.get(node as usize).copied().unwrap_or(0)
    }

    #[inline]
    fn cell(&self, node: u32) -> Option<u32> {
        self.cells
            .get(node as usize)
            .map(|cell| u32::from_le_bytes(*cell))
    }

    /// The words of two characters of which `wanted` is known, in no order.
    pub(super) fn pairs(&self, wanted: impl Fn(u8) -> bool) -> impl Iterator<Item = (char, char)> {
        // By its base the first character of those that stand on it.
        let mut firsts = vec![None; self.cells.len()];
        for c in &self.chars {
            let base = self
                .step(Node::ROOT, *c)
                .and_then(|Node(node)| Some(self.cell(node)? >> CODE));
            if let Some(first) = base
                .filter(|base| *base > 0)
                .and_then(|base| firsts.get_mut(base as usize))
            {
                *first = Some(*c);
            }
        }
        let values = (0..)
            .zip(self.values)
            .filter(move |(_, value)| wanted(**value));
        values.filter_map(move |(node, _)| {
            let code = self.cell(node)? & CODES;
            let first = *firsts.get(node.checked_sub(code)? as usize)?;
            Some((first?, *self.chars.get((code as usize).checked_sub(1)?)?))
        })
    }
}

/// A number, so many times four bytes, and the rest.
fn numbered(table: &'static [u8]) -> Option<(&'static [[u8; WIDTH]], &'static [u8])> {
    let (count, rest) = table.split_first_chunk()?;
    let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
    let (cells, rest) = rest.split_at_checked(count.checked_mul(WIDTH)?)?;
    Some((cells.as_chunks().0, rest))
}

/// The table of `words`, each with what is known of it, not 0. More than a quarter of a million cells have no room: then
/// words are left out.
pub(super) fn encode(words: &BTreeMap<Vec<char>, u8>) -> Vec<u8> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for c in words.keys().flatten() {
        *counts.entry(*c).or_default() += 1;
    }
    let mut chars: Vec<char> = counts.keys().copied().collect();
    chars.sort_by_key(|c| (Reverse(counts[c]), *c));
    let codes: HashMap<char, u32> = chars.iter().copied().zip(1..=CODES).collect();
    let in_codes = words.iter().filter_map(|(word, value)| {
        let word: Option<Vec<u32>> = word.iter().map(|c| codes.get(c).copied()).collect();
        Some((word?, *value))
    });
    let mut cells = Cells::default();
    cells.place(in_codes.filter(|(word, _)| !word.is_empty()).collect());
    let mut table = Vec::new();
    let number = |count: usize| u32::try_from(count).unwrap_or(0).to_le_bytes();
    table.extend(number(chars.len()));
    table.extend(chars.iter().flat_map(|c| u32::from(*c).to_le_bytes()));
    table.extend(number(cells.table.len()));
    table.extend(cells.table.iter().flat_map(|cell| cell.to_le_bytes()));
    table.extend(cells.values);
    table
}

/// A table that is being made.
#[derive(Default)]
struct Cells {
    table: Vec<u32>,
    values: Vec<u8>,
    bases: HashSet<u32>,
    /// No cell before it is free.
    first_free: usize,
}

/// A node whose children have no place yet.
struct Open {
    node: usize,
    /// The words that go on from it, coded, and what is known of each.
    words: Vec<(Vec<u32>, u8)>,
}

impl Cells {
    /// Places the children of all nodes, level by level; of a level those with most children first, while there is room.
    fn place(&mut self, words: Vec<(Vec<u32>, u8)>) {
        self.grow(1);
        let mut level = vec![Open { node: 0, words }];
        let mut depth = 0;
        while !level.is_empty() {
            let mut next = Vec::new();
            let mut children: Vec<(usize, BTreeMap<u32, Open>)> = level
                .into_iter()
                .map(|open| (open.node, branches(open.words, depth)))
                .collect();
            children.sort_by_key(|(node, children)| (Reverse(children.len()), *node));
            for (node, children) in children {
                let base = if depth == 0 {
                    0
                } else {
                    self.base_for(&children.keys().copied().collect::<Vec<_>>())
                };
                if base > u32::MAX >> CODE {
                    continue;
                }
                self.bases.insert(base);
                self.table[node] |= base << CODE;
                for (code, mut child) in children {
                    child.node = (base + code) as usize;
                    self.grow(child.node + 1);
                    self.table[child.node] = code;
                    if let Some(at) = child
                        .words
                        .iter()
                        .position(|(word, _)| word.len() == depth + 1)
                    {
                        self.values[child.node] = child.words.swap_remove(at).1;
                    }
                    if !child.words.is_empty() {
                        next.push(child);
                    }
                }
            }
            level = next;
            depth += 1;
        }
    }

    fn grow(&mut self, length: usize) {
        if self.table.len() < length {
            self.table.resize(length, 0);
            self.values.resize(length, 0);
        }
    }

    /// The least base that no node has and at which all `codes` are free.
    fn base_for(&mut self, codes: &[u32]) -> u32 {
        let is_free =
            |cells: &[u32], at: usize| at > 0 && cells.get(at).is_none_or(|cell| cell & CODES == 0);
        while !is_free(&self.table, self.first_free) {
            self.first_free += 1;
        }
        let least = codes.iter().min().copied().unwrap_or(0);
        let from = u32::try_from(self.first_free)
            .unwrap_or(u32::MAX)
            .saturating_sub(least)
            .max(1);
        let fits = |base: &u32| {
            !self.bases.contains(base)
                && codes
                    .iter()
                    .all(|code| is_free(&self.table, (base + code) as usize))
        };
        (from..=u32::MAX >> CODE).find(fits).unwrap_or(u32::MAX)
    }
}

/// What goes on from words of `depth` characters, by the next code.
fn branches(words: Vec<(Vec<u32>, u8)>, depth: usize) -> BTreeMap<u32, Open> {
    let mut children: BTreeMap<u32, Open> = BTreeMap::new();
    for (word, value) in words {
        if let Some(code) = word.get(depth) {
            let child = children.entry(*code).or_insert(Open {
                node: 0,
                words: Vec::new(),
            });
            child.words.push((word, value));
        }
    }
    children
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(trie: &Trie, word: &[char]) -> u8 {
        let end = word
            .iter()
            .try_fold(Node::ROOT, |node, c| trie.step(node, *c));
        end.map_or(0, |node| trie.value(node))
    }

    proptest! {
        #[test]
        fn has_its_words_and_no_others(
            words in prop::collection::btree_map("[一-丐]{1,5}", 1..=u8::MAX, 0..60),
            others in prop::collection::vec("[一-丒]{1,6}", 20),
        ) {
            let chars = |word: &String| word.chars().collect::<Vec<char>>();
            let listed = words.iter().map(|(word, value)| (chars(word), *value)).collect();
            let trie = Trie::read(encode(&listed).leak());
            for word in words.keys().chain(&others) {
                prop_assert_eq!(value(&trie, &chars(word)), words.get(word).copied().unwrap_or(0));
            }
            let mut pairs: Vec<(char, char)> = trie.pairs(|value| value > 9).collect();
            pairs.sort_unstable();
            let two = listed.iter().filter(|(word, value)| word.len() == 2 && **value > 9);
            let two: Vec<(char, char)> = two.map(|(word, _)| (word[0], word[1])).collect();
            prop_assert_eq!(pairs, two);
        }
    }

    #[test]
    fn what_is_no_table_has_no_words() {
        for table in [&[][..], &[1], &[255; 12], &[0; 8]] {
            assert_eq!(value(&Trie::read(table.to_vec().leak()), &['一']), 0);
        }
    }
}
