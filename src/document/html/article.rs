//! Which text of a saved page is its article, and which is the site around it.
//!
//! Sites mark their articles in a hundred ways, but all of them link what leads away, name their comments and share
//! bars so, and keep the paragraphs of an article together. Fragments, which have no `<html>` or `<body>`, are the
//! article as they are.
//!
//! Elements whose tag, role or class says that they are furniture go first, unless they hold most of the text. Of the
//! paragraphs left, those that stand together, in one element or with few links between them, are a group; the group
//! with most Chinese text is the article, and the one under the headline counts four times. Inside it, blocks that are
//! mostly links go, too. Names of sites play no part.

use std::collections::{BTreeMap, HashMap};

use super::elements::{BLOCKS, OPEN_ENDED, Role, SKIPPED, VOID};
use super::tags::{Tag, TagKind};
use crate::Span;
use crate::language::is_han;

/// Chinese characters of running text that an article has at least; a page with less is taken as it is.
const ARTICLE: usize = 60;
/// How many times the text under the page's headline counts: an article may be shorter than the small print.
const UNDER_HEADLINE: usize = 4;
/// A block of so many characters outside links is running text, and with a mark at a sentence's end so many.
const RUNNING: usize = 20;
const SENTENCE: usize = 8;
/// Linked characters between two paragraphs that part two articles: five headlines or so.
const GAP: usize = 120;
/// The text of a block.
struct BlockText {
    span: Span,
    /// Letters outside links, and in them.
    own: usize,
    linked: usize,
    /// Chinese characters outside links; all letters there on a page that is not Chinese.
    size: usize,
    /// Has it a mark that ends a sentence?
    marked: bool,
    /// Is it a heading, and which?
    heading: Option<u8>,
    /// The element around its own.
    container: usize,
    /// The innermost piece of furniture around it.
    furniture: Option<usize>,
}

impl BlockText {
    fn is_link(&self) -> bool {
        self.linked > self.own
    }

    fn is_running(&self) -> bool {
        // Some sites set their whole text in `<h6>`.
        if self.heading.is_some_and(|rank| rank <= 3) {
            return false;
        }
        self.size >= RUNNING && self.linked * 2 <= self.own
            || self.marked && self.size >= SENTENCE && !self.is_link()
    }
}

/// An element whose attributes say that it is furniture.
struct Furniture {
    around: Option<usize>,
    running: usize,
}

/// The text that no reader of the article reads, in order.
pub(super) fn outside(source: &str, tags: &[Tag]) -> Vec<Span> {
    let mut walk = Walk::default();
    for tag in tags {
        walk.text(source, tag.span.start);
        walk.tag(tag);
        walk.position = tag.span.end;
    }
    walk.text(source, source.len());
    walk.cut();
    let mut outside = walk.hidden;
    let is_page = |tag: &Tag| tag.kind == TagKind::Start && matches!(&*tag.name, "html" | "body");
    if tags.iter().any(is_page) {
        outside.extend(around(walk.pieces, walk.furniture, &walk.parents));
        outside.sort();
    }
    outside
}

/// The blocks of a page that are not its article.
fn around(
    mut pieces: Vec<BlockText>,
    mut furniture: Vec<Furniture>,
    parents: &[Option<usize>],
) -> Vec<Span> {
    // Small print in English may be longer than any article in Chinese.
    if pieces.iter().map(|piece| piece.size).sum::<usize>() < ARTICLE {
        for piece in &mut pieces {
            piece.size = piece.own;
        }
    }
    for piece in pieces.iter().filter(|piece| piece.is_running()) {
        if let Some(index) = piece.furniture {
            furniture[index].running += piece.size;
        }
    }
    // What stands around another has the smaller number.
    for index in (0..furniture.len()).rev() {
        if let Some(around) = furniture[index].around {
            furniture[around].running += furniture[index].running;
        }
    }
    let running = |piece: &&BlockText| piece.is_running();
    let total: usize = pieces.iter().filter(running).map(|piece| piece.size).sum();
    // What holds most of the text of a page is no furniture, whatever its name: `<div class="with-sidebar">`.
    let mut real: Vec<Option<usize>> = Vec::with_capacity(furniture.len());
    for (index, Furniture { around, running }) in furniture.iter().enumerate() {
        let is_real = running * 5 <= total * 2;
        let outer = around.and_then(|around| real[around]);
        real.push(is_real.then_some(index).or(outer));
    }
    for piece in &mut pieces {
        piece.furniture = piece.furniture.and_then(|index| real[index]);
    }

    let (first, last) = match article(&pieces, parents) {
        Some(article) => article,
        // A page without an article: it may still be a site's, or all of it is meant.
        None if links_prevail(&pieces) => (0, pieces.len()),
        None => return Vec::new(),
    };
    // The nearest of the highest rank.
    let headline = headlines(&pieces, first)
        .min_by_key(|(rank, index)| (*rank, std::cmp::Reverse(*index)))
        .map(|(_, index)| index);
    let kept = |index: usize, piece: &BlockText| {
        piece.furniture.is_none()
            && !piece.is_link()
            && ((first..=last).contains(&index)
                || piece.heading.is_some()
                    && headline.is_some_and(|headline| (headline..first).contains(&index)))
    };
    pieces
        .iter()
        .enumerate()
        .filter(|(index, piece)| !kept(*index, piece))
        .map(|(_, piece)| piece.span)
        .collect()
}

/// Is most of the text of a page linked?
fn links_prevail(pieces: &[BlockText]) -> bool {
    let linked: usize = pieces.iter().map(|piece| piece.linked).sum();
    let own: usize = pieces.iter().map(|piece| piece.own).sum();
    linked > own
}

/// Paragraphs that stand together.
struct Group {
    first: usize,
    last: usize,
    /// How much text they hold, as [`BlockText::size`] counts it.
    text: usize,
    /// The elements that the paragraphs are in, and how much text stands in each.
    containers: BTreeMap<usize, usize>,
    /// Linked characters since the last paragraph.
    gap: usize,
}

impl Group {
    fn holds(&self, container: usize) -> bool {
        self.containers.contains_key(&container)
    }

    fn add(&mut self, index: usize, piece: &BlockText) {
        self.last = index;
        self.text += piece.size;
        self.gap = 0;
        *self.containers.entry(piece.container).or_default() += piece.size;
    }

    /// The element that most of its text stands in.
    fn main(&self) -> Option<usize> {
        let most = self.containers.iter().max_by_key(|(_, text)| **text);
        most.map(|(id, _)| *id)
    }
}

/// The first and last block of the article: of the groups, the one with most text.
fn article(pieces: &[BlockText], parents: &[Option<usize>]) -> Option<(usize, usize)> {
    let mut groups: Vec<Group> = Vec::new();
    // The group that holds the paragraphs of an element.
    let mut group_of: HashMap<usize, usize> = HashMap::new();
    for (index, piece) in pieces.iter().enumerate() {
        if piece.furniture.is_some() {
            continue;
        }
        if !piece.is_running() {
            if let Some(group) = groups.last_mut() {
                group.gap += piece.linked;
            }
            continue;
        }
        let sibling = group_of.get(&piece.container).copied();
        let near = groups.len().checked_sub(1);
        let near = near.filter(|last| groups[*last].gap < GAP);
        let at = sibling.or(near).unwrap_or_else(|| {
            groups.push(Group {
                first: index,
                last: index,
                text: 0,
                containers: BTreeMap::new(),
                gap: 0,
            });
            groups.len() - 1
        });
        groups[at].add(index, piece);
        group_of.insert(piece.container, at);
    }
    let headline = headlines(pieces, pieces.len()).min_by_key(|(rank, index)| (*rank, *index));
    let under = |group: &Group| headline.is_some_and(|(_, headline)| headline < group.first);
    if let Some(group) = groups.iter_mut().find(|group| under(group)) {
        group.text *= UNDER_HEADLINE;
    }
    let group = groups.into_iter().rev().max_by_key(|group| group.text)?;
    if group.text < ARTICLE {
        return None;
    }
    // A byline before the first paragraph, a list or a last word behind the last one stand beside them.
    let main = group.main();
    let mut in_main: Vec<bool> = Vec::with_capacity(parents.len());
    for (id, parent) in parents.iter().enumerate() {
        in_main.push(Some(id) == main || parent.is_some_and(|parent| in_main[parent]));
    }
    let in_main = |container: usize| in_main.get(container).copied() == Some(true);
    let beside = |index: &usize| {
        let piece = &pieces[*index];
        piece.furniture.is_none()
            && !piece.is_link()
            && (group.holds(piece.container) || in_main(piece.container))
    };
    let first = (0..group.first).find(beside).unwrap_or(group.first);
    let last = (group.last + 1..pieces.len()).rfind(beside);
    Some((first, last.unwrap_or(group.last)))
}

/// The headings before the block `end`: their ranks and where they are.
fn headlines(pieces: &[BlockText], end: usize) -> impl Iterator<Item = (u8, usize)> {
    let headings = pieces.iter().take(end).enumerate();
    headings
        .filter(|(_, piece)| piece.furniture.is_none() && piece.size >= SENTENCE / 2)
        .filter_map(|(index, piece)| Some((piece.heading?, index)))
}

/// The tree of a page, as far as it matters here.
#[derive(Default)]
struct Walk {
    position: usize,
    stack: Vec<Element>,
    /// How many elements of each name are open: what closes none is not looked for.
    names: HashMap<String, usize>,
    /// The element around each element, by their numbers.
    parents: Vec<Option<usize>>,
    pieces: Vec<BlockText>,
    open: Option<BlockText>,
    furniture: Vec<Furniture>,
    /// Text that is not to be seen.
    hidden: Vec<Span>,
}

struct Element {
    name: String,
    id: usize,
    /// Is it, or what is around it, not read whatever the page, or hidden by this one?
    skipped: bool,
    hidden: bool,
    /// Is it a link, or in one?
    linked: bool,
    furniture: Option<usize>,
    /// The innermost heading that it is or is in.
    heading: Option<u8>,
    /// The innermost block that it is or is in, and the one around that.
    block: Option<usize>,
    container: Option<usize>,
}

impl Walk {
    fn tag(&mut self, tag: &Tag) {
        let name = &*tag.name;
        let is_block = BLOCKS.contains(&name) || SKIPPED.contains(&name);
        if is_block {
            self.cut();
        }
        match tag.kind {
            TagKind::Start if !VOID.contains(&name) => {
                if OPEN_ENDED.contains(&name)
                    && self.stack.last().is_some_and(|last| last.name == name)
                {
                    self.leave(self.stack.len() - 1);
                }
                let around = self.stack.last().and_then(|last| last.furniture);
                let inside = self.stack.last();
                let skipped = SKIPPED.contains(&name) || inside.is_some_and(|last| last.skipped);
                let hidden = tag.role == Role::Hidden && !matches!(name, "html" | "body")
                    || inside.is_some_and(|last| last.hidden);
                // A word in a paragraph is no furniture.
                let furniture = if tag.role == Role::Furniture
                    && is_block
                    && !matches!(name, "html" | "body")
                {
                    self.furniture.push(Furniture { around, running: 0 });
                    Some(self.furniture.len() - 1)
                } else {
                    around
                };
                let id = self.parents.len();
                let is_container = BLOCKS.contains(&name);
                let (block, container) =
                    inside.map_or((None, None), |last| (last.block, last.container));
                let element = Element {
                    name: name.to_owned(),
                    id,
                    skipped,
                    hidden,
                    linked: name == "a" || inside.is_some_and(|last| last.linked),
                    furniture,
                    heading: rank(name)
                        .filter(|_| is_container)
                        .or(inside.and_then(|last| last.heading)),
                    block: if is_container { Some(id) } else { block },
                    container: if is_container { block } else { container },
                };
                self.parents.push(inside.map(|around| around.id));
                self.stack.push(element);
                *self.names.entry(name.to_owned()).or_default() += 1;
            }
            TagKind::End => {
                if self.names.get(name).is_some_and(|count| *count > 0)
                    && let Some(at) = self.stack.iter().rposition(|open| open.name == name)
                {
                    self.leave(at);
                }
            }
            _ => {}
        }
    }

    /// Closes the elements from this place in the stack on.
    fn leave(&mut self, at: usize) {
        for element in self.stack.drain(at..) {
            if let Some(count) = self.names.get_mut(&element.name) {
                *count -= 1;
            }
        }
    }

    /// The text up to `end`.
    fn text(&mut self, source: &str, end: usize) {
        let Some(text) = source.get(self.position..end) else {
            return;
        };
        let inside = self.stack.last();
        if text.trim().is_empty() || inside.is_some_and(|last| last.skipped) {
            return;
        }
        let start = self.position;
        if inside.is_some_and(|last| last.hidden) {
            self.hidden.push(Span::new(start, end));
            return;
        }
        let piece = self.open.get_or_insert_with(|| BlockText {
            span: Span::new(start, start),
            own: 0,
            linked: 0,
            size: 0,
            marked: false,
            heading: inside.and_then(|last| last.heading),
            container: inside.and_then(|last| last.container).unwrap_or(0),
            furniture: inside.and_then(|last| last.furniture),
        });
        piece.span.end = end;
        let letters = text.chars().filter(|c| is_han(*c) || c.is_alphanumeric());
        let letters = letters.count();
        if inside.is_some_and(|last| last.linked) {
            piece.linked += letters;
        } else {
            piece.own += letters;
            piece.size += text.chars().filter(|c| is_han(*c)).count();
            piece.marked |= text.contains(['。', '！', '？', '…', '；']);
        }
    }

    fn cut(&mut self) {
        self.pieces.extend(self.open.take());
    }
}

/// 1 for `h1`.
fn rank(name: &str) -> Option<u8> {
    let digit = name.strip_prefix('h')?;
    digit.parse().ok().filter(|rank| (1..=6).contains(rank))
}
