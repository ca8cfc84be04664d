//! `count-mismatch`: "the first ten are …", followed by nine.

use std::sync::LazyLock;

use regex::Regex;

use crate::evidence::Article;
use crate::language::numerals::number;
use crate::lint::{DocumentLint, Findings};

/// A list of another length than announced.
pub(super) struct CountMismatch;

/// One of these stands before a list.
const ANNOUNCING: [&str; 6] = ["依次", "分別", "分别", "排名前", "排行前", "位列前"];

static LIST: LazyLock<Regex> = LazyLock::new(|| {
    let number = "[0-9]{1,2}|[兩两二三四五六七八九十]|十[一二三四五]";
    let unit = "個|个|項|项|大|位|名|家|國|国|種|种|隊|队|人|所|座|條|条|間|间";
    let regex = format!(
        "(?:^|[^\\p{{Han}}0-9]|[的有])(?<named>(?:(?:排名|排行|位列)前(?<top>{number})(?:{unit})?的?\\p{{Han}}{{0,8}}?(?:依次|分別|分别)?|(?<some>{number})(?:{unit})\\p{{Han}}{{0,8}}?[，,]?(?:依次|分別|分别))(?:為|为|是))(?<list>[^，,。！？；：「」“”（）()]+)[。！？]"
    );
    Regex::new(&regex).expect("the tests compile it")
});

impl DocumentLint for CountMismatch {
    fn check(&self, article: &Article<'_>, findings: &mut Findings<'_>) {
        let prose = article.prose();
        // A list has its commas and is announced; most articles announce none.
        if !prose.contains("、") || !ANNOUNCING.iter().any(|word| prose.contains(word)) {
            return;
        }
        for captures in LIST.captures_iter(prose) {
            let (Some(named), Some(list)) = (captures.name("named"), captures.name("list")) else {
                continue;
            };
            let announced = captures.name("top").or_else(|| captures.name("some"));
            let Some(announced) = announced
                .and_then(|text| number(text.as_str()))
                .and_then(|number| usize::try_from(number).ok())
            else {
                continue;
            };
            let listed = list.as_str().matches('、').count() + 1;
            // A word for "and" joins two entries, or stands inside one.
            let joints = list
                .as_str()
                .chars()
                .filter(|c| "和及與与跟".contains(*c))
                .count();
            let open_ended = ["等", "其中", "包括"]
                .iter()
                .any(|word| list.as_str().contains(word));
            // `甲、乙創辦的丙校`: a comma inside an entry.
            let nested = listed > announced && list.as_str().contains('的');
            if listed < 2 || open_ended || nested || (listed..=listed + joints).contains(&announced)
            {
                continue;
            }
            findings
                .at("found", (named.start()..list.end()).into())
                .with("named", named.as_str())
                .with("listed", (listed + joints).to_string())
                .report();
        }
    }
}
