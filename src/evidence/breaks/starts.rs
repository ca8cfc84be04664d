//! What the first words of a paragraph tell: do they begin it, or go on in the middle of a sentence?

use std::collections::HashMap;
use std::sync::LazyLock;

use super::shape::is_mark;
use crate::document::sentences::{is_closer, is_opener};
use crate::language::convert::simplified_char;
use crate::language::{is_han, lexicon};

/// Words that begin a paragraph and seldom go on in the middle of a sentence, folded.
const STARTERS: &str = "\
    同时 此外 另外 另 另一 另一方面 一方面 不过 但 但是 可是 然而 而 而且 因此 因而 所以 因为 \
    由于 如果 若 虽然 虽 尽管 即使 既然 首先 其次 再者 第 第一 第二 第三 第四 最后 最近 目前 \
    现在 现时 今年 去年 明年 今天 昨天 昨日 今日 明天 昨 今 当 当然 当时 当天 当日 当年 在 对 \
    对于 关于 据 根据 按照 依 为 为了 为何 为什么 从 自 自从 随着 至 至于 针对 这 这个 这些 \
    这次 这样 这种 那 那么 那些 该 此 此次 本 本报 本报讯 我 我们 我国 我想 我认为 你 你们 他 \
    她 它 他们 她们 他说 她说 大家 主席 代理 记者 新华社 其中 其实 其后 事实上 例如 比如 譬如 \
    换言之 总之 一 近 近日 日前 近年 近年来 截至 每 与此同时 除了 除 除此之外 经 经过 于是 接着 \
    随后 之后 后来 过去 如今 以前 以往 作为 不仅 不但 只要 只有 无论 不管 正如 刚才 还有 就 要 \
    各 某 有人 有些 有的 同样 同年 同日 会上 会议 尤其 特别 万一 假如 倘若 显然 可见 究竟 难道 \
    问 答 图为 据悉 据了解 据介绍 编者按 众所周知 一般来说 不要 不单 不少 不只 请 各位 反而 本来 对此 就此 的确 未来 此前";
/// Words that seldom begin a paragraph: auxiliaries, conjunctions, places behind a noun, measure words, folded.
const MIDDLES: &str = "\
    会 将 已 已经 可 可以 能 能够 应 应该 应当 也 都 还 再 更 并 并且 及 和 与 或 以 以及 \
    到 给 让 使 被 把 向 于 后 前 时 中 上 下 内 外 来 去 过 没有 不 未 无 进行 表示 说 \
    指出 称 是 都是 也是 不是 不会 不能 所 很 最 等等 之一 之间 之内 之外 之下 以外 以上 以下 \
    以内 出 入 起 成 成为 得到 受到 带来 令 则 却 只 才 又 便 仍 仍然 并不 并非 非常 十分 \
    较 比 共 约 逾 达 数 多 少 大 小 高 低 生 人 家 次 年 月 日 元 名 间 件 条 位 座 \
    部 界 队 题 法 国 民 长 系 金 资 力 心 行 理 作 任 动 布 展 案";
/// Verbs: a sentence of news names who acts before what is done, folded.
const VERBS: &str = "\
    发行 实行 采取 使得 造成 导致 引起 引发 获得 取得 达到 达成 超过 增加 增长 减少 下降 上升 \
    上涨 下跌 出席 参加 参与 访问 抵达 前往 返回 离开 进入 成立 举行 召开 举办 开幕 结束 开始 \
    继续 完成 实现 推动 推出 促进 加强 加快 提高 提升 改善 解决 处理 研究 讨论 分析 调查 检查 \
    审查 批准 同意 支持 反对 拒绝 要求 希望 建议 呼吁 强调 认为 相信 觉得 知道 看到 发现 发生 \
    出现 存在 包括 包含 涉及 担任 当选 选择 决定 准备 打算 安排 负责 管理 经营 生产 销售 购买 \
    出售 上市 投资 支付 领取 申请 登记 建立 建设 设立 制定 制订 修改 公布 发布 发表 宣布 通过 \
    执行 实施 落实 改变 变成 作出 做出 做 看 讲 谈 听 吃 买 卖 走 跑 打 拿 放 写 读 送 交 \
    收 用 找 带 拉 推 争取 享受 享有 接受 接到 收到 遭到 遭受 面对 面临 带动 引进 利用 运用 \
    展开 开展 组织 培养 学习 服务 保护 保障 保证 维护 维持 保持 控制 限制 禁止 防止 避免 减轻 \
    降低 扩大 缩小 发展 合作 配合 协助 帮助 治疗 证明 说明 显示 反映 体现 代表 属于 来自 占 \
    停止 居住 生活 工作 上班 毕业 结婚 死亡 受伤 逮捕 起诉 提供 提出 提到 提及 恢复 重建 拆除 \
    兴建 修建 运输 出口 进口 就任 辞职 退休 应对 应付 迎接 庆祝 感谢 感到 担心 值得 需要 必须 \
    愿意";
/// Characters that stand alone at the head of a paragraph only where something was cut off before them, folded.
const NEVER: &str = "的了着们吗呢吧啊嘛么者性化之等里个员得地到种度业府";
/// Surnames: a name begins a paragraph, and the word list does not have it.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温庄赖翁柯洪游施简詹连颜涂卓倪萧麦区霍";

/// Longest paragraph that is one short sentence, in characters.
pub(super) const LINE: usize = 12;

/// What a first word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum First {
    Starter,
    Middle,
    Verb,
    Never,
    Surname,
}

static FIRST: LazyLock<HashMap<String, First>> = LazyLock::new(|| {
    let words = |list: &'static str, first| {
        list.split_whitespace()
            .map(move |word| (word.to_owned(), first))
    };
    let chars = |list: &'static str, first| list.chars().map(move |c| (c.to_string(), first));
    // What is both is told by the later list.
    chars(SURNAMES, First::Surname)
        .chain(words(VERBS, First::Verb))
        .chain(words(MIDDLES, First::Middle))
        .chain(words(STARTERS, First::Starter))
        .chain(chars(NEVER, First::Never))
        .collect()
});

/// How far the beginning of `text` looks like the middle of a sentence (above 0) or like the beginning of a paragraph:
/// log-odds, as paragraphs of news begin against places inside their sentences.
pub(super) fn resumption(text: &str) -> f32 {
    let Some(first) = text.chars().next() else {
        return 0.0;
    };
    // `…` begins a quotation; `’99`, `"` and `'` open as often as they close.
    if is_mark(first) && first != '…' || is_closer(first) && !matches!(first, '’' | '"' | '\'')
    {
        return 6.0;
    }
    if is_enumerated(text) || matches!(first, '●' | '■' | '◎' | '◆' | '▲' | '·' | '•')
    {
        return -6.0;
    }
    if is_opener(first) || !is_han(first) {
        return -3.5;
    }
    let clause: Vec<char> = text
        .chars()
        .take_while(|c| !is_mark(*c) && !is_closer(*c) && !is_opener(*c) && !c.is_whitespace())
        .take(8)
        .map(simplified_char)
        .collect();
    let end = lexicon::word_ends(&clause).first().copied().unwrap_or(1);
    let word: String = clause.iter().take(end).collect();
    let known = FIRST.get(&word).copied();
    let length = text.chars().take_while(|c| !is_mark(*c)).take(12).count();
    let mark = text.chars().nth(length);
    let starter = known == Some(First::Starter);
    let adverbial = starter || is_adverbial(&clause);
    // A line of a few words is thanks or an answer, whole as it is.
    let line = text.chars().nth(LINE).is_none();
    let clause = match (length, mark) {
        (0..=5, Some('。' | '！' | '？' | '；')) if !line => 3.0,
        (0..=3, Some('，')) if !adverbial => 2.5,
        (4..=5, Some('，')) if !adverbial => 1.8,
        (0..=5, Some('、')) => 1.1,
        (0..=6, Some('：' | ':')) => -1.2,
        _ => 0.0,
    };
    let word = match known {
        Some(First::Never) => 3.2,
        Some(First::Middle) => 1.7,
        Some(First::Verb) => 1.2,
        Some(First::Starter) => -1.9,
        Some(First::Surname) => -1.3,
        None if end == 1 => 0.7,
        None => 0.0,
    };
    // `陳大文昨日表示`: who, then when.
    let dated = (2..6).any(|at| {
        let rest = text
            .char_indices()
            .nth(at)
            .and_then(|(at, _)| text.get(at..));
        at < length && rest.is_some_and(|rest| rest.starts_with(['昨', '今']))
    });
    clause + word - if dated { 1.5 } else { 0.0 }
}

/// Is `c`, folded, a surname?
pub(super) fn is_surname(c: char) -> bool {
    SURNAMES.contains(c)
}

fn first_word(text: &str) -> Option<First> {
    let clause: Vec<char> = text
        .chars()
        .take_while(|c| is_han(*c))
        .take(8)
        .map(simplified_char)
        .collect();
    let end = lexicon::word_ends(&clause).first().copied()?;
    let word: String = clause.iter().take(end).collect();
    FIRST.get(&word).copied()
}

/// Is a short clause one that stands before a comma at the head of a paragraph: a time, a place, who says it? A bare
/// noun or verb there is the end of a clause that began elsewhere.
fn is_adverbial(clause: &[char]) -> bool {
    const ENDS: &str = "说示调为指问绍称后前时中间来内期年月日天是言之此地步何确次季初末底夜晚晨午";
    const HEADS: &str = "据从在到第其对就近这最每同各由如可很没过不";
    clause.first().is_some_and(|c| HEADS.contains(*c))
        || clause.last().is_some_and(|c| ENDS.contains(*c))
}

/// Does `text` begin with a word that begins a sentence?
pub(super) fn is_starter(text: &str) -> bool {
    first_word(text) == Some(First::Starter)
}

/// Does `text` begin with a character that cannot begin a paragraph by itself?
pub(super) fn is_impossible(text: &str) -> bool {
    resumption(text) >= 6.0 || text.starts_with(['的', '了', '們', '们']) && resumption(text) >= 3.0
}

/// `一、`, `（二）`, `3.`, `第四，` begin an item.
fn is_enumerated(text: &str) -> bool {
    let bare = text.trim_start_matches(['（', '(', '第']);
    let rest = bare.trim_start_matches(|c: char| {
        c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || matches!(
                c,
                '一' | '二'
                    | '三'
                    | '四'
                    | '五'
                    | '六'
                    | '七'
                    | '八'
                    | '九'
                    | '十'
                    | 'i'
                    | 'v'
                    | 'x'
            )
    });
    rest.len() < bare.len()
        && rest
            .trim_start()
            .starts_with(['、', '．', '.', '）', ')', '，', '：', '·'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_and_middles() {
        for text in [
            "，市民可致電查詢。",
            "的士兵已經撤離。",
            "業代表說，",
            "」他說。",
            "，",
        ] {
            assert!(resumption(text) > 0.5, "{text}");
        }
        for text in [
            "此外，協會建議",
            "「今天很好。」",
            "（二）增加人手",
            "陳大文說，",
            "2021年，",
        ] {
            assert!(resumption(text) < 0.0, "{text}");
        }
    }

    #[test]
    fn words_that_begin_with_a_particle() {
        assert!(!is_impossible("的士司機說，"));
        assert!(!is_impossible("了解情況後，"));
        assert!(is_impossible("的老人可以申請，"));
    }
}
