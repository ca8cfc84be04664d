//! What lint.toml may say, as a JSON Schema: editors complete and check it while one writes.

use serde_json::{Value, json};

use crate::catalog::file::Level;
use crate::catalog::{Catalog, Lang, Lint};
use crate::finding::Category;

/// The JSON Schema of lint.toml, with the lints of `catalog`, described in `lang`. Draft 7 is what the TOML plugins of
/// editors read.
pub fn schema(catalog: &Catalog, lang: Lang) -> Value {
    let lints = lints(catalog, lang);
    let strings = || json!({ "type": "array", "items": { "type": "string" } });
    let script = || json!({ "enum": ["auto", "hans", "hant", "mixed-ok"] });
    let region = || json!({ "enum": ["auto", "cn", "hk", "tw"] });
    let names: Vec<&str> = catalog.names().collect();
    let string = || json!({ "type": "string", "minLength": 1 });
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "lint.toml of newslint",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "lang": { "enum": Lang::ALL.map(Lang::as_str) },
            "fail-on": { "enum": ["error", "warning", "info", "never"], "default": "error" },
            "script": script(),
            "region": region(),
            "extend": strings(),
            "baseline": string(),
            "files": {
                "type": "object",
                "additionalProperties": false,
                "properties": { "exclude": strings() },
            },
            "records": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "text-field": { "anyOf": [string(), strings()] },
                    "id-field": string(),
                    "title-field": string(),
                    "date-field": string(),
                    "text-format": { "enum": ["text", "markdown", "html"] },
                    "at": string(),
                },
            },
            "lints": { "$ref": "#/definitions/lints" },
            "override": { "type": "array", "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["files"],
                "properties": {
                    "files": strings(),
                    "lints": { "$ref": "#/definitions/lints" },
                    "script": script(),
                    "region": region(),
                },
            } },
            "allow": { "type": "array", "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["reason"],
                "anyOf": [
                    { "required": ["lint"] }, { "required": ["text"] }, { "required": ["regex"] },
                ],
                "properties": {
                    "lint": { "enum": names },
                    "text": string(),
                    "regex": string(),
                    "files": strings(),
                    // A date in TOML is a string to JSON.
                    "until": { "type": "string", "format": "date" },
                    "reason": { "type": "string", "pattern": "\\S" },
                },
            } },
        },
        "definitions": {
            "level": { "enum": Level::WORDS },
            "lints": { "type": "object", "additionalProperties": false, "properties": lints },
        },
    })
}

/// What `[lints]` may say: a level for a category; a level, or a table with a level and options, for a lint.
fn lints(catalog: &Catalog, lang: Lang) -> Value {
    let level = || json!({ "$ref": "#/definitions/level" });
    let categories = Category::ALL.map(|category| (category.as_str().to_owned(), level()));
    let lints = catalog.lints().iter().map(|lint| {
        let table = json!({
            "type": "object",
            "additionalProperties": false,
            "properties": options(lint),
        });
        let said = json!({ "description": lint.file.summary.get(lang), "anyOf": [level(), table] });
        (lint.id.to_string(), said)
    });
    Value::Object(categories.into_iter().chain(lints).collect())
}

/// The options of `lint`, of the types of their defaults; a list may lie in a file of its own.
fn options(lint: &Lint) -> Value {
    let from_file = || {
        json!({
            "type": "object",
            "additionalProperties": false,
            "required": ["from-file"],
            "properties": { "from-file": { "type": "string" } },
        })
    };
    let options = lint.file.options.iter().map(|(name, default)| {
        let mut option = match default {
            toml::Value::String(_) | toml::Value::Datetime(_) => json!({ "type": "string" }),
            toml::Value::Integer(_) => json!({ "type": "integer" }),
            toml::Value::Float(_) => json!({ "type": "number" }),
            toml::Value::Boolean(_) => json!({ "type": "boolean" }),
            toml::Value::Array(_) => json!({ "anyOf": [{ "type": "array" }, from_file()] }),
            toml::Value::Table(_) => json!({ "anyOf": [
                from_file(),
                { "type": "object", "additionalProperties": { "type": "string" } },
            ] }),
        };
        if let Ok(default) = serde_json::to_value(default) {
            option["default"] = default;
        }
        (name.clone(), option)
    });
    let severity = json!({ "$ref": "#/definitions/level" });
    let severity = std::iter::once(("severity".to_owned(), severity));
    Value::Object(severity.chain(options).collect())
}
