//! A picture's credit at the head of a paragraph, and the seam behind it.

use super::credit_names::{LONGEST, Trust, is_divider, makers, names, signed};
use crate::Span;
use crate::document::kinds::LONGEST_CAPTION;
use crate::document::{BlockKind, Document};
use crate::language::fold::simplified_char;
use crate::language::marks::{is_closer, is_mark};
use crate::language::{is_han, lexicon, words};

/// Least frequency class of a word that a seam may not cut.
const COMMON: u8 = 3;

/// A credit that runs into text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Credit {
    /// The block that it stands in.
    pub block: usize,
    /// Its place; the text begins at its end.
    pub span: Span,
    pub trust: Trust,
    /// Does it end in a name, with nothing behind that says what it is?
    pub named: bool,
}

/// The credits of `document` that run into text; those that only a cut sentence proves too, where `cut` says that there
/// is one.
pub(super) fn all(document: &Document<'_>, cut: bool) -> Vec<Credit> {
    let mut found = Vec::new();
    for (block, of) in document.blocks().iter().enumerate() {
        if matches!(
            of.kind,
            BlockKind::Heading | BlockKind::Code | BlockKind::Table
        ) {
            continue;
        }
        let text = document.slice(of.span);
        let mut of_block = fused(text);
        of_block.retain(|credit| cut || credit.trust == Trust::Sure);
        if cut
            && of_block
                .iter()
                .all(|credit| credit.trust == Trust::Possible)
        {
            of_block.extend(inside(text, of.kind.is_picture()));
        }
        found.extend(of_block.into_iter().map(|credit| Credit {
            block,
            span: credit.span.shifted(of.span.start),
            trust: credit.trust,
            named: credit.named,
        }));
    }
    found
}

/// A credit of one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fused {
    /// Its place in the paragraph; the seam is at its end.
    pub span: Span,
    pub trust: Trust,
    /// Does it end in a name?
    pub named: bool,
}

/// The credits that `text` may begin with, if text follows without a mark.
fn fused(text: &str) -> Vec<Fused> {
    let head: Vec<(usize, char)> = text.char_indices().take(LONGEST + 8).collect();
    let folded: Vec<char> = head.iter().map(|(_, c)| simplified_char(*c)).collect();
    let runs_on = |(length, trust): (usize, Trust)| {
        let trust = trust_before_text(&folded, length, trust)?;
        let span = Span::new(0, head.get(length)?.0);
        let named = !signs_off(&folded, length);
        Some(Fused { span, trust, named })
    };
    credits(&folded).into_iter().filter_map(runs_on).collect()
}

/// How much a credit is to be trusted behind whose `length` characters text goes on; `None` where it is none.
fn trust_before_text(folded: &[char], length: usize, trust: Trust) -> Option<Trust> {
    let next = *folded.get(length)?;
    if !(is_han(next) || next.is_alphanumeric()) {
        return None;
    }
    // `攝於`, `攝自`: the credit goes on. `攝影`, `圖片展`: the word does.
    let last = *folded.get(length - 1)?;
    let goes_on = match last {
        '影' => next == '报',
        '摄' => matches!(next, '于' | '自' | '氏' | '及' | '和' | '与' | '并'),
        _ => {
            let told = "报记引指消援说称驻电讯的社网".contains(next);
            let open = trust != Trust::Sure && !signs_off(folded, length);
            open && (told || is_dateline(folded, length))
        }
    };
    let word = lexicon::longest_word_covering(folded, length - 1);
    let name: String = folded.get(word.clone())?.iter().collect();
    if goes_on || word.end > length && lexicon::frequency(&name) >= Some(COMMON) {
        return None;
    }
    // `資料圖片顯示` and `圖片由` may begin a sentence; a photographer's name and `攝` may not.
    if last == '供' && "的了给过予着".contains(next) {
        return None;
    }
    let begins = matches!(last, '片' | '供' | '图' | '照' | '面' | '者')
        && "显由来提说为是中所拍摄可集库馆展上里及和与之的见报".contains(next);
    Some(if begins {
        trust.max(Trust::Likely)
    } else {
        trust
    })
}

/// Does what `length` characters say end as only a credit does: with a bracket, or a word of supplying?
fn signs_off(folded: &[char], length: usize) -> bool {
    let credit = folded.get(..length).unwrap_or(&[]);
    let closed = matches!(credit.last(), Some('）' | ')' | '】' | '］' | ']'));
    closed || words::CREDIT_ENDS.end_chars(credit) || words::CREDIT_SOURCES.end_chars(credit)
}

/// Does a place and a day stand at `at`: `北京１月３日電`?
fn is_dateline(chars: &[char], at: usize) -> bool {
    let rest = chars.get(at..).unwrap_or(&[]);
    let numbered = |two: &[char]| two[0].is_numeric() && two[1] == '日';
    let near = rest.get(..14).unwrap_or(rest);
    near.iter().any(|c| matches!(c, '电' | '讯')) || near.windows(2).any(numbered)
}

/// The credits inside a line about a picture that run into text: `◆…。記者李大文攝` and the rest of a sentence.
fn inside(text: &str, caption: bool) -> Vec<Fused> {
    let mut found: Vec<Fused> = Vec::new();
    let mut before = None;
    for (start, c) in text.char_indices().take(LONGEST_CAPTION) {
        let begins = before
            .is_some_and(|c: char| caption || is_mark(c) || is_closer(c) || c.is_whitespace());
        let behind = found.last().is_none_or(|last| last.span.end <= start);
        if begins
            && behind
            && let Some(rest) = text.get(start..)
        {
            let likely = |credit: &Fused| credit.trust != Trust::Possible;
            found.extend(fused(rest).into_iter().filter(likely).map(|credit| Fused {
                span: credit.span.shifted(start),
                trust: Trust::Likely,
                named: credit.named,
            }));
        }
        before = Some(c);
    }
    found
}

/// The credits that `chars`, folded, may begin with: where each ends, and what it is.
fn credits(chars: &[char]) -> Vec<(usize, Trust)> {
    if let Some(end) = words::CREDIT_NOTICES.ending_at(chars, 0) {
        // `資料照，中央社`.
        let divided = chars
            .get(end)
            .is_some_and(|c| is_divider(*c) || matches!(c, '，' | ','));
        let agency = source(chars, end + 1).filter(|_| divided);
        return vec![(agency.unwrap_or(end), Trust::Sure)];
    }
    if let Some(end) = words::CREDIT_PICTURES.ending_at(chars, 0) {
        return vec![(end, Trust::Likely)];
    }
    if matches!(chars.first(), Some('（' | '(' | '【' | '［' | '[')) {
        let end = in_brackets(chars);
        return end.map(|end| (end, Trust::Likely)).into_iter().collect();
    }
    let maker = maker(chars);
    let from = maker.map_or(0, |maker| maker.end);
    // `圖片由大會提供` may begin a sentence.
    let trust = if maker.is_some() && chars.get(from - 1) != Some(&'由') {
        Trust::Sure
    } else {
        Trust::Likely
    };
    let agency = maker.is_some_and(|maker| maker.agency);
    if let Some(end) = signed(chars, from, agency) {
        // `市政府提供` may begin a sentence, `市政府供圖` may not.
        let last = chars
            .get(end - 1)
            .is_some_and(|c| matches!(c, '摄' | '图' | '真'));
        let surname = chars.first().is_some_and(|c| words::SURNAMES.has(*c));
        let named = maker.is_some() || surname || last;
        return vec![(end, if named { trust } else { Trust::Possible })];
    }
    unsigned(chars, maker, trust)
}

/// The credits that end in an agency or a name, with no word behind that says what they are.
fn unsigned(chars: &[char], maker: Option<Maker>, trust: Trust) -> Vec<(usize, Trust)> {
    let from = maker.map_or(0, |maker| maker.end);
    match maker {
        // `圖：中央社`, `圖／路透`.
        Some(maker) if maker.agency && maker.sign => vec![(from, Trust::Sure)],
        Some(maker) if maker.agency => {
            let rest = chars.get(from..).unwrap_or(&[]);
            let sent = usize::from(rest.starts_with(&['发']));
            // `影片顯示` begins a sentence.
            let foreign = chars[..from].iter().all(char::is_ascii);
            let agency = foreign || words::AGENCIES.end_chars(&chars[..from]);
            let trust = if agency {
                Trust::Likely
            } else {
                Trust::Possible
            };
            vec![(from + sent, trust)]
        }
        // A name may have two characters or three: what goes on behind it tells.
        Some(maker) if maker.sign || maker.role => {
            // `記者林小雨` may be whom the sentence is about.
            let trust = if maker.sign { trust } else { Trust::Possible };
            let mut ends = names(chars, from, trust.max(Trust::Likely));
            if ends.is_empty() && maker.sign {
                ends.extend(makers(chars, from));
            }
            // `圖／文` with nobody behind it.
            let bare = maker.sign && !is_divider(chars[from - 1]);
            ends.extend(bare.then_some((from, Trust::Likely)));
            ends
        }
        Some(_) => Vec::new(),
        None => names(chars, 0, Trust::Possible),
    }
}

/// What a credit says before the name: what was made (`圖／`), for whom (`本報`), by whom (`記者`).
#[derive(Clone, Copy, Default)]
struct Maker {
    end: usize,
    sign: bool,
    agency: bool,
    role: bool,
}

/// What stands before the name at the head of `chars`.
fn maker(chars: &[char]) -> Option<Maker> {
    let mut maker = Maker::default();
    loop {
        let at = maker.end;
        let divided = |end: usize| chars.get(end).is_some_and(|c| is_divider(*c));
        if let Some(end) = words::CREDIT_SIGNS.ending_at(chars, at)
            && (divided(end) || maker.sign || matches!(chars.get(end - 1), Some('自' | '由')))
        {
            maker.sign = true;
            maker.end = end;
        } else if let Some(end) = source(chars, at).or_else(|| stem(chars, at)) {
            maker.agency = true;
            maker.end = end;
        } else if let Some(end) = words::CREDIT_ROLES.ending_at(chars, at) {
            maker.role = true;
            maker.end = end;
        } else if let Some(end) = words::CREDIT_HEADS.ending_at(chars, at) {
            // A paper before somebody or some place.
            maker.end = end;
        } else {
            break;
        }
        while chars.get(maker.end).is_some_and(|c| is_divider(*c)) {
            maker.end += 1;
        }
    }
    (maker.end > 0).then_some(maker)
}

fn source(chars: &[char], at: usize) -> Option<usize> {
    let agency = words::AGENCIES.ending_at(chars, at);
    agency.or_else(|| words::CREDIT_SOURCES.ending_at(chars, at))
}

/// The end of an agency that stands in short behind a divider at `at`.
fn stem(chars: &[char], at: usize) -> Option<usize> {
    let divided = at > 0 && matches!(chars.get(at - 1), Some('／' | '/' | '╱' | '：' | ':'));
    words::AGENCY_STEMS.ending_at(chars, at).filter(|_| divided)
}

/// The end of a credit in brackets at the head of `chars`.
fn in_brackets(chars: &[char]) -> Option<usize> {
    let closes = |c: &char| matches!(c, '）' | ')' | '】' | '］' | ']');
    let close = chars.iter().take(LONGEST).position(closes)?;
    let inner = chars.get(1..close)?;
    let lists = [
        &words::CREDIT_ENDS,
        &words::CREDIT_NOTICES,
        &words::AGENCIES,
    ];
    let ends = lists.iter().any(|list| list.end_chars(inner));
    let made = maker(inner).is_some_and(|maker| maker.sign || maker.agency);
    (ends || made).then_some(close + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seam(text: &str) -> Option<(&str, &str)> {
        let credit = fused(text)
            .into_iter()
            .find(|credit| credit.trust != Trust::Possible)?;
        text.split_at_checked(credit.span.end)
    }

    #[test]
    fn credits_run_into_text() {
        assert_eq!(
            seam("記者林小雨攝業代表出席。"),
            Some(("記者林小雨攝", "業代表出席。"))
        );
        assert_eq!(
            seam("资料图片业代表出席。"),
            Some(("资料图片", "业代表出席。"))
        );
        assert_eq!(
            seam("圖：中央社業代表出席。"),
            Some(("圖：中央社", "業代表出席。"))
        );
        assert_eq!(
            seam("本報深圳傳真業代表出席。"),
            Some(("本報深圳傳真", "業代表出席。"))
        );
        for credit in [
            "圖／新華",
            "供圖／市文化館",
            "圖片由大會提供",
            "受訪者提供圖片",
            "電視畫面",
            "記者何曉晴、林小雨",
        ] {
            let text = format!("{credit}業代表出席。");
            assert_eq!(seam(&text), Some((credit, "業代表出席。")));
        }
    }

    #[test]
    fn what_only_looks_like_one() {
        assert_eq!(seam("資料圖片，右為主席。"), None);
        assert_eq!(seam("記者林小雨攝影報道，"), None);
        assert_eq!(seam("新華社發布消息說，"), None);
        assert_eq!(seam("本報傳真號碼"), None);
        assert_eq!(seam("資料圖片"), None);
        assert_eq!(seam("受訪者提供的資料不全。"), None);
        assert_eq!(seam("新華書店今日開張。"), None);
    }
}
