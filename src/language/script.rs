//! What each character says about the script that it stands in: one look-up.

use super::is_han;
use super::table::{Pages, Sorted, body, single};
use std::sync::LazyLock;

/// Properties of one character.
///
/// "Strong" characters occur in one script only, so one occurrence is evidence. The tiers are
/// derived in `examples/derive_tables/characters.rs`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u16);

impl Class {
    const HAN: u16 = 1;
    const STRONG_SIMPLIFIED: u16 = 1 << 1;
    const PROMOTED_SIMPLIFIED: u16 = 1 << 2;
    const PHRASE_SIMPLIFIED: u16 = 1 << 3;
    const HONG_KONG_PRINT: u16 = 1 << 4;
    const STRONG_TRADITIONAL: u16 = 1 << 5;
    const PROMOTED_TRADITIONAL: u16 = 1 << 6;
    const PHRASE_TRADITIONAL: u16 = 1 << 7;
    const JAPANESE: u16 = 1 << 8;
    const KANA: u16 = 1 << 9;
    const COMPATIBILITY: u16 = 1 << 10;
    const COMMON: u16 = 1 << 11;
    const PRINT: u16 = 1 << 12;
    const CONVERTED: u16 = 1 << 13;

    /// A Han character, compatibility forms included.
    pub fn is_han(self) -> bool {
        self.0 & Self::HAN != 0
    }

    /// Occurs only in simplified text; not the ones of [`Self::hong_kong_print`].
    pub fn strong_simplified(self) -> bool {
        self.0 & Self::STRONG_SIMPLIFIED != 0
    }

    /// Simplified outside the few words that it is at home in (拮据, 万俟).
    pub fn promoted_simplified(self) -> bool {
        self.0 & Self::PROMOTED_SIMPLIFIED != 0
    }

    /// May be simplified inside a phrase: a phrase that proves it begins, goes through or ends here.
    pub fn phrase_simplified(self) -> bool {
        self.0 & Self::PHRASE_SIMPLIFIED != 0
    }

    /// A simplified form that Hong Kong prints in traditional text (恒, 卧, 叠).
    pub fn hong_kong_print(self) -> bool {
        self.0 & Self::HONG_KONG_PRINT != 0
    }

    /// Occurs only in traditional text.
    pub fn strong_traditional(self) -> bool {
        self.0 & Self::STRONG_TRADITIONAL != 0
    }

    /// Traditional outside the few words that it is at home in (瞭望, 神祇).
    pub fn promoted_traditional(self) -> bool {
        self.0 & Self::PROMOTED_TRADITIONAL != 0
    }

    /// May be traditional inside a phrase (看著, 乾净).
    pub fn phrase_traditional(self) -> bool {
        self.0 & Self::PHRASE_TRADITIONAL != 0
    }

    /// A Japanese form that no Chinese script has (円, 沢).
    pub fn japanese_form(self) -> bool {
        self.0 & Self::JAPANESE != 0
    }

    /// Hiragana or katakana, half-width ones too; not the marks ・ and ー, which Chinese text uses.
    pub fn is_kana(self) -> bool {
        self.0 & Self::KANA != 0
    }

    /// A Kangxi radical, a radical of the supplement, a stroke or a compatibility ideograph.
    pub fn compatibility(self) -> bool {
        self.0 & Self::COMPATIBILITY != 0
    }

    /// One of the most frequent characters of either script.
    pub fn is_common(self) -> bool {
        self.0 & Self::COMMON != 0
    }

    /// A strong simplified form that the reform of characters did not make: it chose it among those that print had (强,
    /// 却), or drew it anew (内, 黄). Old print, fonts and input methods put it into traditional text.
    pub fn form_of_print(self) -> bool {
        self.0 & Self::PRINT != 0
    }

    /// May be one that a converter chose wrongly: a phrase that proves it (髮布) begins, goes through or ends here.
    pub fn may_be_converted(self) -> bool {
        self.0 & Self::CONVERTED != 0
    }

    /// What either of two characters is.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Can it be a reason for a finding in traditional text?
    pub fn may_be_simplified(self) -> bool {
        self.0 & (Self::STRONG_SIMPLIFIED | Self::PROMOTED_SIMPLIFIED | Self::PHRASE_SIMPLIFIED)
            != 0
    }

    /// Can it be a reason for a finding in simplified text?
    pub fn may_be_traditional(self) -> bool {
        self.0 & (Self::STRONG_TRADITIONAL | Self::PROMOTED_TRADITIONAL | Self::PHRASE_TRADITIONAL)
            != 0
    }
}

static PAGES: LazyLock<Pages<Class>> = LazyLock::new(build);

/// The properties of `c`.
#[inline]
pub fn class_of(c: char) -> Class {
    PAGES.get(c)
}

/// The table itself, for loops that cannot afford to ask whether it is loaded at each character.
#[derive(Clone, Copy)]
pub struct Classes(&'static Pages<Class>);

impl Classes {
    /// Loads the table at the first call, in about a millisecond.
    pub fn load() -> Self {
        Self(&PAGES)
    }

    /// The properties of `c`.
    #[inline]
    pub fn of(self, c: char) -> Class {
        self.0.get(c)
    }
}

fn build() -> Pages<Class> {
    // Beyond the basic plane hardly a character is known but as Han.
    let mut pages = Pages::new(Class(Class::HAN));
    for c in ('\u{3000}'..='\u{FAFF}').filter(|c| is_han(*c)) {
        pages.at(c).0 |= Class::HAN;
    }
    for range in ['ぁ'..='ゖ', 'ァ'..='ヺ', '\u{31F0}'..='\u{31FF}', 'ｦ'..='ﾟ'] {
        range.for_each(|c| pages.at(c).0 |= Class::KANA);
    }
    add_characters(
        &mut pages,
        include_str!("tables/simplified.txt"),
        |tier| match tier {
            Some("1") => Class::STRONG_SIMPLIFIED,
            Some("p") => Class::STRONG_SIMPLIFIED | Class::PRINT,
            Some("h") => Class::HONG_KONG_PRINT,
            Some("2") => Class::PROMOTED_SIMPLIFIED,
            _ => 0,
        },
    );
    add_characters(
        &mut pages,
        include_str!("tables/traditional.txt"),
        |tier| match tier {
            Some("1") => Class::STRONG_TRADITIONAL,
            Some("2") => Class::PROMOTED_TRADITIONAL,
            _ => 0,
        },
    );
    add_characters(&mut pages, include_str!("tables/japanese.txt"), |_| {
        Class::JAPANESE
    });
    add_characters(&mut pages, include_str!("tables/compatibility.txt"), |_| {
        Class::COMPATIBILITY
    });
    for (table, bits) in [
        (include_str!("tables/phrases.txt"), Class::PHRASE_SIMPLIFIED),
        (
            include_str!("tables/traditional_phrases.txt"),
            Class::PHRASE_TRADITIONAL,
        ),
        (include_str!("tables/conversions.txt"), Class::CONVERTED),
    ] {
        add_phrases(&mut pages, table, bits);
    }
    let common = body(include_str!("tables/common.txt"))
        .chars()
        .filter(|c| *c != '\n');
    common.for_each(|c| pages.at(c).0 |= Class::COMMON);
    pages
}

/// Adds what the tier of each character of `table` says.
fn add_characters(
    pages: &mut Pages<Class>,
    table: &'static str,
    bits: impl Fn(Option<&str>) -> u16,
) {
    for mut columns in Sorted::new(table).lines() {
        let (c, tier) = (single(columns.next()), columns.nth(1));
        if let Some(c) = c {
            pages.at(c).0 |= bits(tier) | Class::HAN;
        }
    }
}

/// Adds `bits` to the characters that the phrases of `table` prove wrong.
fn add_phrases(pages: &mut Pages<Class>, table: &'static str, bits: u16) {
    for mut columns in Sorted::new(table).lines() {
        let (Some(from), Some(to), Some("+")) = (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        for (c, _) in from.chars().zip(to.chars()).filter(|(from, to)| from != to) {
            // What Hong Kong prints is no evidence inside a phrase either.
            if !pages.get(c).hong_kong_print() {
                pages.at(c).0 |= bits;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_script_only() {
        for c in "动东汉发传义联".chars() {
            assert!(class_of(c).strong_simplified(), "{c}");
            assert!(!class_of(c).strong_traditional(), "{c}");
        }
        for c in "動東漢發傳義聯裏麼爲為".chars() {
            assert!(class_of(c).strong_traditional(), "{c}");
            assert!(!class_of(c).may_be_simplified(), "{c}");
        }
    }

    #[test]
    fn good_in_both() {
        for c in "后里干面台云几只余征谷范姜于人一说".chars() {
            let class = class_of(c);
            assert!(class.is_han());
            assert!(!class.strong_simplified() || c == '说', "{c}");
            assert!(!class.strong_traditional(), "{c}");
        }
        assert!(class_of('后').phrase_simplified());
        assert!(class_of('乾').phrase_traditional());
        assert!(class_of('于').phrase_simplified());
    }

    #[test]
    fn printed_in_hong_kong() {
        for c in "恒卧叠葱凉".chars() {
            assert!(
                class_of(c).hong_kong_print() && !class_of(c).may_be_simplified(),
                "{c}"
            );
        }
    }

    #[test]
    fn forms_of_print() {
        for c in "内强减决烟黄却别册户携脚虚没厦丢".chars() {
            let class = class_of(c);
            assert!(class.form_of_print() && class.strong_simplified(), "{c}");
        }
        for c in "说国这们发术恒后".chars() {
            assert!(!class_of(c).form_of_print(), "{c}");
        }
    }

    #[test]
    fn other_properties() {
        assert!(class_of('与').promoted_simplified());
        assert!(class_of('後').promoted_traditional());
        assert!(class_of('円').japanese_form() && class_of('沢').japanese_form());
        assert!(class_of('の').is_kana() && class_of('ﾃ').is_kana() && !class_of('・').is_kana());
        assert!(class_of('⼈').compatibility() && class_of('⻓').compatibility());
        assert!(class_of('\u{F9BA}').compatibility());
        assert!(
            !class_of('\u{FA0E}').compatibility(),
            "one of the twelve that are unified"
        );
        assert!(
            class_of('的').is_common() && class_of('國').is_common() && class_of('国').is_common()
        );
        assert!(!class_of('锟').is_common());
        assert_eq!(class_of('a'), Class::default());
    }
}
