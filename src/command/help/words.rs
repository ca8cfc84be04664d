//! What arguments and verbs are for, in Chinese.

/// What an argument or a verb is for: its name, in traditional characters, in simplified ones.
pub(super) type Words = (&'static str, &'static str, &'static str);

/// The arguments, by the names of their fields.
pub(super) const ARGUMENTS: &[Words] = &[
    (
        "baseline",
        "使用這個基準檔，其中所記的舊問題只計數 [預設：lint.toml 所指定的，或其旁的 newslint.baseline]",
        "使用这个基线文件，其中所记的旧问题只计数 [默认：lint.toml 所指定的，或其旁的 newslint.baseline]",
    ),
    ("no_baseline", "不使用基準檔", "不使用基线文件"),
    (
        "force",
        "把新問題收入已有的基準檔",
        "把新问题收入已有的基线文件",
    ),
    (
        "allow_empty",
        "資料夾中沒有文章也不算錯誤",
        "文件夹中没有文章也不算错误",
    ),
    (
        "batch",
        "同時放在記憶體中的文章數；少則省記憶體，結果不變",
        "同时放在内存中的文章数；少则省内存，结果不变",
    ),
    ("color", "是否用顏色", "是否用颜色"),
    ("config", "使用這個 lint.toml", "使用这个 lint.toml"),
    (
        "diff",
        "顯示 --fix 會改動什麼而不寫入；有可改動之處則結束碼為 1",
        "显示 --fix 会改动什么而不写入；有可改动之处则退出码为 1",
    ),
    (
        "encoding",
        "檔案編碼：auto、utf-8、gb18030、big5……",
        "文件编码：auto、utf-8、gb18030、big5……",
    ),
    (
        "exclude",
        "略過符合的檔案，直接指定的檔案亦然",
        "跳过符合的文件，直接指定的文件也一样",
    ),
    (
        "fail_on",
        "從這個級別起算作不通過 [預設：error]",
        "从这个级别起算作不通过 [默认：error]",
    ),
    ("file", "檔案", "文件"),
    (
        "files_from",
        "從這個檔案讀取路徑，每行一個；`-` 為標準輸入",
        "从这个文件读取路径，每行一个；`-` 为标准输入",
    ),
    (
        "files_from0",
        "同上，但路徑之間以零位元組分隔",
        "同上，但路径之间以零字节分隔",
    ),
    (
        "fix",
        "寫入不影響閱讀內容的修正；標準輸入的文字由標準輸出送出",
        "写入不影响阅读内容的修正；标准输入的文本由标准输出送出",
    ),
    ("format", "報告的格式", "报告的格式"),
    ("help", "顯示說明", "显示帮助"),
    (
        "id_field",
        "記錄中存放編號的欄位 [預設：id]",
        "记录中存放编号的字段 [默认：id]",
    ),
    ("ignore", "不執行這些規則或類別", "不运行这些规则或类别"),
    (
        "input_format",
        "檔案的格式，不看副檔名",
        "文件的格式，不看扩展名",
    ),
    ("isolated", "不使用 lint.toml", "不使用 lint.toml"),
    (
        "jobs",
        "執行緒數 [預設：每核心一個]",
        "线程数 [默认：每核心一个]",
    ),
    ("lang", "訊息的語言", "信息的语言"),
    (
        "lint",
        "規則的名稱；`test` 也接受存放規則檔的資料夾",
        "规则的名称；`test` 也接受存放规则文件的文件夹",
    ),
    ("lints", "加入這個資料夾中的規則", "加入这个文件夹中的规则"),
    (
        "max_findings",
        "最多列出這麼多項，全部仍會計數",
        "最多列出这么多项，全部仍会计数",
    ),
    (
        "no_ignore",
        "也檢查 .gitignore 所列的檔案和隱藏檔",
        "也检查 .gitignore 所列的文件和隐藏文件",
    ),
    (
        "output",
        "另寫一份報告到檔案，格式由檔名或 `格式=路徑` 決定；可重複使用",
        "另写一份报告到文件，格式由文件名或 `格式=路径` 决定；可重复使用",
    ),
    (
        "paths",
        "檔案和資料夾；`-` 為標準輸入。不指定則為目前的資料夾",
        "文件和文件夹；`-` 为标准输入。不指定则为当前文件夹",
    ),
    (
        "quiet",
        "除執行中的錯誤外什麼都不說",
        "除运行中的错误外什么都不说",
    ),
    ("place", "檔案和行號，如報告所示", "文件和行号，如报告所示"),
    ("reason", "為何這樣寫並沒有錯", "为何这样写并没有错"),
    (
        "region",
        "文章應採用哪個地區的字形",
        "文章应采用哪个地区的字形",
    ),
    ("script", "文章應採用哪種字體", "文章应采用哪种字体"),
    ("select", "只執行這些規則或類別", "只运行这些规则或类别"),
    ("shell", "哪一種 shell", "哪一种 shell"),
    (
        "show_suppressed",
        "也列出已獲豁免的項目",
        "也列出已获豁免的项目",
    ),
    ("statistics", "列出每條規則的項數", "列出每条规则的项数"),
    (
        "stdin_filename",
        "標準輸入文字的名稱：決定格式、規則和排除",
        "标准输入文本的名称：决定格式、规则和排除",
    ),
    (
        "strict_inputs",
        "資料夾中有不讀取的檔案時不通過",
        "文件夹中有不读取的文件时不通过",
    ),
    (
        "text_field",
        "記錄中存放正文的欄位 [預設：text、content 或 body]",
        "记录中存放正文的字段 [默认：text、content 或 body]",
    ),
    (
        "trust_config",
        "允許 lint.toml 指定資料夾以外的規則，並在錯誤中顯示連結的內容",
        "允许 lint.toml 指定文件夹以外的规则，并在错误中显示链接的内容",
    ),
    (
        "unsafe_fixes",
        "把不安全的修正也算在內：用於 --fix、--diff 和可修正的項數",
        "把不安全的修正也算在内：用于 --fix、--diff 和可修正的项数",
    ),
    ("version", "顯示版本", "显示版本"),
];

/// The verbs; the program itself under its own name, and verbs of a verb under both where that alone would not do.
pub(super) const VERBS: &[Words] = &[
    (
        "newslint",
        "找出新聞文字在從編輯部到檔案的路上受損的地方",
        "找出新闻文本在从编辑部到文件的路上受损的地方",
    ),
    (
        "check",
        "檢查文章（直接輸入 `newslint 路徑……` 亦然）",
        "检查文章（直接输入 `newslint 路径……` 也一样）",
    ),
    (
        "allow",
        "為檔案某一行所報告的問題設例外，寫入 lint.toml",
        "为文件某一行所报告的问题设例外，写入 lint.toml",
    ),
    (
        "explain",
        "說明一條規則：找什麼、為何重要、選項和例子",
        "说明一条规则：找什么、为何重要、选项和例子",
    ),
    ("list", "列出規則及其級別", "列出规则及其级别"),
    ("test", "執行規則的例子", "运行规则的例子"),
    (
        "inspect",
        "顯示 newslint 如何理解一個檔案：編碼、段落、句子",
        "显示 newslint 如何理解一个文件：编码、段落、句子",
    ),
    (
        "completions",
        "印出 shell 的自動完成設定",
        "输出 shell 的自动补全配置",
    ),
    ("man", "印出 `man` 用的手冊頁", "输出 `man` 用的手册页"),
    (
        "init",
        "為目前資料夾的文章寫一份有註解的 lint.toml",
        "为当前文件夹的文章写一份有注释的 lint.toml",
    ),
    ("config", "設定", "配置"),
    (
        "schema",
        "印出 lint.toml 的 JSON Schema，供編輯器使用",
        "输出 lint.toml 的 JSON Schema，供编辑器使用",
    ),
    (
        "show",
        "顯示生效的設定：來源和每條規則的級別",
        "显示生效的配置：来源和每条规则的级别",
    ),
    (
        "baseline",
        "基準檔：已知的舊問題，只計數、不列出",
        "基线文件：已知的旧问题，只计数、不列出",
    ),
    (
        "baseline create",
        "記下目前的全部問題，今後只有新問題才算不通過",
        "记下目前的全部问题，今后只有新问题才算不通过",
    ),
    (
        "baseline prune",
        "移除已不存在的問題，不會增加",
        "移除已不存在的问题，不会增加",
    ),
    (
        "baseline show",
        "列出每條規則有多少已知的問題",
        "列出每条规则有多少已知的问题",
    ),
    ("help", "顯示說明", "显示帮助"),
];
