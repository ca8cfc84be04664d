//! The fixed parts of a newspaper page: bylines, captions, sign-offs, names, measures.

/// What a region's newspapers print around the news. `{place}`, `{name}`, `{words}` are filled in.
#[derive(Debug)]
pub(crate) struct Phrases {
    pub(crate) bylines: &'static [&'static str],
    pub(crate) captions: &'static [&'static str],
    pub(crate) credits: &'static [&'static str],
    pub(crate) sign_offs: &'static [&'static str],
    pub(crate) says: &'static [&'static str],
    pub(crate) links: &'static [&'static str],
    pub(crate) places: &'static [&'static str],
    pub(crate) surnames: &'static [&'static str],
    pub(crate) given: &'static [&'static str],
    pub(crate) units: &'static [&'static str],
    pub(crate) quotes: (&'static str, &'static str),
}

pub(crate) const HONG_KONG: Phrases = Phrases {
    bylines: &[
        "本報訊（記者 {name} {place}報道）",
        "【本報訊】記者{name}{place}報道：",
        "{place}電：",
        "本報訊（記者 {name}）",
    ],
    captions: &[
        "◆{words}。",
        "▲{words}。",
        "◆{words}。記者{name} 攝",
        "圖為{words}。",
    ],
    credits: &["本報記者{name}攝", "本報{place}傳真", "{place}電訊圖片"],
    sign_offs: &["（記者{name}報道）", "（完）", "———編者"],
    says: &[
        "{name}表示，",
        "{name}指出，",
        "{name}強調，",
        "{name}介紹說，",
    ],
    links: &[
        "此外，",
        "與此同時，",
        "不過，",
        "據了解，",
        "其中，",
        "另一方面，",
    ],
    places: &[
        "香港", "九龍", "沙田", "荃灣", "廣州", "深圳", "北京", "上海", "倫敦", "東京",
    ],
    surnames: &[
        "陳", "李", "張", "黃", "何", "梁", "林", "鄭", "吳", "劉", "馮", "鄧",
    ],
    given: &[
        "志明", "家欣", "國強", "淑儀", "偉文", "美玲", "子軒", "曉彤", "建華", "詠詩", "永康",
        "嘉慧",
    ],
    units: &[
        "萬元",
        "億元",
        "人",
        "宗",
        "個",
        "間",
        "公里",
        "噸",
        "個百分點",
        "名學生",
    ],
    quotes: ("「", "」"),
};

pub(crate) const TAIWAN: Phrases = Phrases {
    bylines: &[
        "【記者{name}／{place}報導】",
        "〔記者{name}／{place}報導〕",
        "記者{name}／{place}報導",
        "（{place}訊）",
    ],
    captions: &[
        "▲{words}。（圖／記者{name}攝）",
        "圖：{words}。",
        "▲{words}。",
        "圖／{words}。",
    ],
    credits: &[
        "（記者{name}攝）",
        "圖／記者{name}攝",
        "（圖／{place}市府提供）",
    ],
    sign_offs: &["（記者{name}）", "（完）"],
    says: &["{name}表示，", "{name}指出，", "{name}強調，", "{name}說，"],
    links: &["此外，", "同時，", "不過，", "據了解，", "另外，", "至於"],
    places: &[
        "台北", "台中", "高雄", "台南", "新竹", "花蓮", "基隆", "嘉義", "東京", "紐約",
    ],
    surnames: &[
        "陳", "林", "黃", "張", "李", "王", "吳", "劉", "蔡", "楊", "許", "鄭",
    ],
    given: &[
        "志豪", "雅婷", "建宏", "怡君", "俊傑", "淑芬", "冠宇", "佳穎", "文雄", "美惠", "宗翰",
        "欣怡",
    ],
    units: &[
        "萬元",
        "億元",
        "人",
        "件",
        "個",
        "家",
        "公里",
        "公噸",
        "個百分點",
        "名學生",
    ],
    quotes: ("「", "」"),
};

pub(crate) const MAINLAND: Phrases = Phrases {
    bylines: &[
        "本报{place}讯（记者 {name}）",
        "本报讯（记者 {name} {place}报道）",
        "{place}电（记者{name}）",
        "本报记者 {name}",
    ],
    captions: &[
        "◆{words}。",
        "▲{words}。",
        "图为{words}。",
        "图为{words}。本报记者 {name} 摄",
    ],
    credits: &["本报记者{name}摄", "本报{place}传真", "{place}供图"],
    sign_offs: &["（记者{name}）", "（完）", "（本报记者 {name}）"],
    says: &[
        "{name}表示，",
        "{name}指出，",
        "{name}强调，",
        "{name}介绍说，",
    ],
    links: &[
        "此外，",
        "与此同时，",
        "不过，",
        "据了解，",
        "其中，",
        "目前，",
    ],
    places: &[
        "北京", "上海", "广州", "深圳", "成都", "杭州", "南京", "西安", "武汉", "重庆",
    ],
    surnames: &[
        "陈", "李", "张", "王", "刘", "赵", "周", "吴", "孙", "马", "杨", "黄",
    ],
    given: &[
        "志刚", "丽华", "建国", "小梅", "伟东", "晓燕", "子涵", "文静", "海涛", "雪莹", "永强",
        "嘉怡",
    ],
    units: &[
        "万元",
        "亿元",
        "人",
        "起",
        "个",
        "家",
        "公里",
        "吨",
        "个百分点",
        "名学生",
    ],
    quotes: ("“", "”"),
};
