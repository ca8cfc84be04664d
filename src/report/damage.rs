//! Files that cannot be read on, in words.

use crate::catalog::Lang;
use crate::input::Damage;

/// What happened to a compressed file.
pub(super) fn damaged(damage: Damage, lang: Lang) -> String {
    let packer = damage.compression.as_str();
    match (lang, damage.is_cut_off) {
        (Lang::En, true) => format!(
            "is cut short: its {packer} data breaks off; from there on it was not read. Fetch the file again"
        ),
        (Lang::En, false) => format!(
            "is damaged: its {packer} data cannot be unpacked; from there on it was not read. Fetch the file again"
        ),
        (Lang::Hant, true) => {
            format!("檔案不完整：{packer} 資料在此中斷，其後的內容沒有讀取；請重新取得檔案")
        }
        (Lang::Hant, false) => {
            format!("檔案已損壞：{packer} 資料無法解壓縮，其後的內容沒有讀取；請重新取得檔案")
        }
        (Lang::Hans, true) => {
            format!("文件不完整：{packer} 数据在此中断，其后的内容没有读取；请重新获取文件")
        }
        (Lang::Hans, false) => {
            format!("文件已损坏：{packer} 数据无法解压，其后的内容没有读取；请重新获取文件")
        }
    }
}

/// What happened to a file of Parquet.
pub(super) fn damaged_parquet(row_group: Option<usize>, why: &str, lang: Lang) -> String {
    match (lang, row_group) {
        (Lang::En, None) => {
            format!(
                "is damaged or no Parquet: its footer cannot be read ({why}). Fetch the file again"
            )
        }
        (Lang::En, Some(group)) => format!(
            "is damaged: its row group {group} cannot be read ({why}); from there on it was not read. Fetch the file again"
        ),
        (Lang::Hant, None) => {
            format!("檔案已損壞，或不是 Parquet：無法讀取檔尾（{why}）；請重新取得檔案")
        }
        (Lang::Hant, Some(group)) => format!(
            "檔案已損壞：第 {group} 個 row group 無法讀取（{why}），其後的內容沒有讀取；請重新取得檔案"
        ),
        (Lang::Hans, None) => {
            format!("文件已损坏，或不是 Parquet：无法读取文件尾（{why}）；请重新获取文件")
        }
        (Lang::Hans, Some(group)) => format!(
            "文件已损坏：第 {group} 个 row group 无法读取（{why}），其后的内容没有读取；请重新获取文件"
        ),
    }
}
