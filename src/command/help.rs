//! The help and the errors of the command line in Chinese. English is what `cli` says.

mod words;

use std::ffi::OsString;
use std::fmt::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, Error};

use crate::catalog::Lang;
use crate::cli::Cli;
use crate::report::words::in_language;
use words::{ARGUMENTS, VERBS, Words};

/// The command line, its help in `lang`.
pub fn command(lang: Lang) -> Command {
    let command = Cli::command();
    let titles = match lang {
        Lang::En => return command,
        Lang::Hant => [
            "用法：",
            "參數和選項",
            "動詞",
            "結束碼：0 沒有達到 --fail-on 的項目；1 有；2 檢查不完整",
        ],
        Lang::Hans => [
            "用法：",
            "参数和选项",
            "动词",
            "退出码：0 没有达到 --fail-on 的项目；1 有；2 检查不完整",
        ],
    };
    let mut command = command;
    // The help and version flags are there only once it is built.
    command.build();
    translated(command, "", lang, titles).after_help(titles[3])
}

/// `command`, a verb of `parent`, with its help in `lang`.
fn translated(command: Command, parent: &str, lang: Lang, titles: [&'static str; 4]) -> Command {
    let name = command.get_name().to_owned();
    let about = verb(parent, &name, lang);
    let template = "{about-with-newline}\n{usage-heading-of-ours}{usage}\n\n{all-args}{after-help}";
    let template = template.replace("{usage-heading-of-ours}", titles[0]);
    let command = command
        .help_template(template)
        .subcommand_help_heading(titles[2])
        .mut_args(|arg| {
            let help = word(ARGUMENTS, arg.get_id().as_str(), lang);
            let arg = arg.help_heading(titles[1]);
            match help {
                Some(help) => arg.help(help).long_help(help),
                None => arg,
            }
        })
        .mut_subcommands(|verb| translated(verb, parent_of_verbs(&name, parent), lang, titles));
    match about {
        Some(about) => command.about(about).long_about(about),
        None => command,
    }
}

/// Whose verbs the verbs of `name`, a verb of `parent`, are: `help` repeats those beside it.
fn parent_of_verbs<'n>(name: &'n str, parent: &'n str) -> &'n str {
    if name == "help" { parent } else { name }
}

/// What the verb `name` of `parent` is for. A verb of a verb has both as its name, unless there is but one of its own.
fn verb(parent: &str, name: &str, lang: Lang) -> Option<&'static str> {
    word(VERBS, &format!("{parent} {name}"), lang).or_else(|| word(VERBS, name, lang))
}

fn word(words: &[Words], name: &str, lang: Lang) -> Option<&'static str> {
    let (_, traditional, simplified) = words.iter().find(|(known, ..)| *known == name)?;
    Some(if lang == Lang::Hans {
        simplified
    } else {
        traditional
    })
}

/// The language that the words typed ask for, before they are read: `--lang zh-Hant`, `--lang=zh-Hant`.
pub fn lang_of(typed: &[OsString]) -> Option<Lang> {
    let words: Vec<&str> = typed.iter().filter_map(|word| word.to_str()).collect();
    let name = words.iter().enumerate().find_map(|(at, word)| {
        let value = word.strip_prefix("--lang")?;
        if value.is_empty() {
            words.get(at + 1).copied()
        } else {
            value.strip_prefix('=')
        }
    })?;
    <Lang as clap::ValueEnum>::from_str(name, true).ok()
}

/// `error` of the command line in `lang`.
pub fn usage_error(error: &Error, lang: Lang) -> String {
    let Some(message) = usage_message(error, lang) else {
        return error.to_string();
    };
    let title = in_language(lang, ["error: ", "錯誤：", "错误："]);
    let mut page = format!("{title}{message}\n");
    let mut line = |title: &str, text: String| {
        if !text.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(page, "  {title}{text}");
        }
    };
    line("可用的值：", said(error, ContextKind::ValidValue));
    let near = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ];
    let mut near: Vec<String> = near.into_iter().map(|kind| said(error, kind)).collect();
    near.retain(|near| !near.is_empty());
    line("是否想用：", near.join("、"));
    page + in_language(lang, ["", "\n詳見 `--help`\n", "\n详见 `--help`\n"])
}

/// What clap knows of `error` under `kind`; empty if nothing.
fn said(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    }
}

/// What `error` is about, in Chinese; `None` where clap's own English has to do.
fn usage_message(error: &Error, lang: Lang) -> Option<String> {
    let argument = said(error, ContextKind::InvalidArg);
    let value = said(error, ContextKind::InvalidValue);
    let pick = |traditional: &str, simplified: &str| {
        let text = in_language(lang, ["", traditional, simplified]);
        text.to_owned()
    };
    Some(match error.kind() {
        _ if lang == Lang::En => return None,
        ErrorKind::UnknownArgument => format!("{} `{argument}`", pick("沒有選項", "没有选项")),
        ErrorKind::InvalidSubcommand => {
            let verb = said(error, ContextKind::InvalidSubcommand);
            format!("{} `{verb}`", pick("沒有動詞", "没有动词"))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` 缺少值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{value}` 不是 `{argument}` 可用的值")
        }
        ErrorKind::ArgumentConflict => {
            let other = said(error, ContextKind::PriorArg);
            let (not, together) = (pick("不能與", "不能与"), pick("併用", "并用"));
            format!("`{argument}` {not} `{other}` {together}")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::TooManyValues => format!("`{argument}` 的值太多"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_command_line_is_there_in_chinese() {
        fn check(command: &Command, parent: &str) {
            let name = command.get_name();
            assert!(verb(parent, name, Lang::Hant).is_some(), "{parent} {name}");
            for arg in command.get_arguments() {
                let id = arg.get_id().as_str();
                assert!(
                    word(ARGUMENTS, id, Lang::Hans).is_some()
                        || id == "subcommand"
                        || id == "COMMAND",
                    "{id}"
                );
            }
            let verbs = command.get_subcommands();
            verbs.for_each(|verb| check(verb, parent_of_verbs(name, parent)));
        }
        let mut command = Cli::command();
        command.build();
        check(&command, "");
    }

    #[test]
    fn the_language_is_known_before_the_words_are_read() {
        let typed = |words: &[&str]| lang_of(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(
            typed(&["newslint", "--lang", "zh-Hant", "--oops"]),
            Some(Lang::Hant)
        );
        assert_eq!(typed(&["newslint", "--lang=zh-Hans"]), Some(Lang::Hans));
        assert_eq!(typed(&["newslint", "--lang"]), None);
    }
}
