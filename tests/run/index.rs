//! New articles beside an index of old ones: nobody reads these again.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use crate::desk::{Desk, list};

/// An article of its own for each number, of `sentences` sentences.
fn article(number: usize, sentences: usize) -> String {
    let mut seed = u32::try_from(number).unwrap().wrapping_mul(2_654_435_761);
    let mut next = |most: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % most
    };
    let mut sentence = || -> String {
        let length = 20 + next(20);
        let words: String = (0..length)
            .filter_map(|_| char::from_u32(0x4E00 + next(3000)))
            .collect();
        words + "。"
    };
    let paragraphs: Vec<String> = (0..sentences).map(|_| sentence() + &sentence()).collect();
    paragraphs.join("\n\n")
}

/// `text` with every so many-th character another one.
fn misread(text: &str, every: usize) -> String {
    let change = |(at, c): (usize, char)| {
        if at % every == 3 && c != '\n' {
            '口'
        } else {
            c
        }
    };
    text.chars().enumerate().map(change).collect()
}

fn jsonl(texts: &[String]) -> String {
    let line = |(at, text)| json!({ "id": format!("n{at}"), "text": text }).to_string() + "\n";
    texts.iter().enumerate().map(line).collect()
}

/// Which record is told to repeat which, and how.
fn pairs(report: &Value) -> BTreeSet<(String, String, String)> {
    assert_eq!(report["errors"], json!([]));
    let word = |value: &Value| {
        value
            .as_str()
            .unwrap()
            .trim_end_matches("-print")
            .to_owned()
    };
    let found = list(report)
        .iter()
        .filter(|found| found["lint"] == "duplicate-article");
    found
        .map(|found| {
            let original = &found["values"]["original"];
            let record = &found["record"]["index"];
            let key = word(&found["key"]);
            (
                format!("{}#{record}", word(&found["path"])),
                word(original),
                key,
            )
        })
        .collect()
}

/// A desk with an archive and new articles of all kinds.
fn desk() -> Desk {
    let old: Vec<String> = (0..700)
        .map(|number| article(number, 2 + number % 9))
        .collect();
    let mut new: Vec<String> = (1000..1040).map(|number| article(number, 5)).collect();
    new.extend((0..30).map(|number| old[number * 7].clone()));
    new.extend((30..60).map(|number| misread(&old[number * 7], 40)));
    new.extend(
        (60..80).map(|number| format!("{}\n\n{}", old[number * 7], article(2000 + number, 14))),
    );
    // The longer ones have room for a part.
    let long = (0..20).map(|number| &old[8 + number * 9 + 270]);
    new.extend(long.map(|text| text.split("\n\n").take(4).collect::<Vec<_>>().join("\n\n")));
    // Two that are new repeat each other.
    new.push(new[3].clone());
    Desk::with(&[("archive.jsonl", &jsonl(&old)), ("new.jsonl", &jsonl(&new))])
}

#[test]
fn an_index_tells_what_the_archive_would() {
    let desk = desk();
    let built = desk.run(&["index", "build", "archive.jsonl", "-o", "a.index"]);
    assert_eq!(
        (built.code, built.out.as_str()),
        (Some(0), "a.index: 700 articles\n")
    );
    let select = "--select=duplicate-article";
    let whole = pairs(&desk.report(&[select, "--against=archive.jsonl", "new.jsonl"]));
    let kinds: BTreeSet<&str> = whole.iter().map(|(_, _, key)| key.as_str()).collect();
    assert_eq!(Vec::from_iter(kinds), ["around", "equal", "inside", "near"]);
    assert!(whole.len() > 95, "{}", whole.len());
    // The archive is not there any more.
    fs::remove_file(desk.path("archive.jsonl")).unwrap();
    let report = desk.report(&[select, "--index=a.index", "new.jsonl"]);
    assert_eq!(pairs(&report), whole);
    let query = ["index", "query", "a.index", "new.jsonl", "--format=json"];
    for jobs in ["--jobs=1", "--jobs=2"] {
        let ran = desk.run(&[&query[..], &[jobs]].concat());
        assert_eq!(ran.code, Some(1));
        assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap(), report);
    }
    let told = |lang| {
        desk.run(&[
            "index",
            "query",
            "a.index",
            "new.jsonl",
            "--format=concise",
            "--lang",
            lang,
        ])
        .out
    };
    for (lang, words) in [
        (
            "en",
            "the article repeats archive.jsonl#1 of the index: the fingerprints of both texts are equal",
        ),
        (
            "zh-Hant",
            "本文與索引中的 archive.jsonl#1 重複：兩文指紋完全相同",
        ),
        (
            "zh-Hans",
            "从指纹看，本文收有索引中 archive.jsonl#421 的全部内容",
        ),
    ] {
        assert!(told(lang).contains(words), "{}", told(lang));
    }
    let related = &list(&report)[0]["related"][0];
    assert_eq!(
        (&related["path"], &related["record"]["id"]),
        (&json!("archive.jsonl"), &json!("n0"))
    );
}

#[test]
fn an_index_is_the_same_however_it_is_made() {
    let desk = desk();
    let text = desk.text("archive.jsonl");
    let (first, rest) = text.split_at(text.match_indices('\n').nth(299).unwrap().0 + 1);
    desk.write("1/a.jsonl", first);
    desk.write("2/b.jsonl", rest);
    let run = |arguments: &[&str]| assert_eq!(desk.run(arguments).code, Some(0), "{arguments:?}");
    run(&["index", "build", "1", "2", "-o", "one.index", "--jobs=1"]);
    run(&["index", "build", "1", "2", "-o", "two.index", "--jobs=2"]);
    assert!(desk.read("one.index") == desk.read("two.index"));
    run(&["index", "build", "1", "-o", "three.index"]);
    run(&["index", "add", "three.index", "2"]);
    assert!(desk.read("one.index") == desk.read("three.index"));
    // What it has already is not there twice, and is not told to repeat itself.
    run(&["index", "add", "three.index", "1"]);
    assert!(desk.read("one.index") == desk.read("three.index"));
    run(&["index", "query", "one.index", "1"]);
}

#[test]
fn what_is_no_index_or_a_damaged_one_is_told_and_nothing_is_found_by_it() {
    let desk = desk();
    desk.run(&["index", "build", "archive.jsonl", "-o", "a.index"]);
    let whole = desk.read("a.index");
    let query = |bytes: &[u8]| {
        desk.write("b.index", bytes);
        let ran = desk.run(&["index", "query", "b.index", "new.jsonl", "--format=concise"]);
        assert_eq!(ran.code, Some(2), "{}", ran.out);
        // New ones that repeat each other are told all the same.
        assert!(!ran.out.contains("index"), "{}", ran.out);
        ran.err
    };
    for length in [16, 17, 30, whole.len() / 2, whole.len() - 1] {
        let err = query(&whole[..length]);
        assert!(
            err.contains("b.index: is damaged or cut short"),
            "{length}: {err}"
        );
    }
    for at in [20, 28, 40, whole.len() / 2, whole.len() - 3] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        let err = query(&bytes);
        assert!(
            err.contains("b.index: is damaged or cut short"),
            "{at}: {err}"
        );
    }
    let err = query(&[&whole[..], b"\n"].concat());
    assert!(err.contains("b.index: is damaged"), "{err}");
    let mut other = whole.clone();
    other[15] = 9;
    let err = query(&other);
    assert!(
        err.contains("an index of version 9; this newslint reads version 1"),
        "{err}"
    );
    assert!(err.contains("newslint index build"), "{err}");
    for bytes in [&b""[..], b"newslint", b"{\"text\": 1}\n and so on"] {
        let err = query(bytes);
        assert!(err.contains("b.index is no index of newslint"), "{err}");
    }
    // One that lacks something is not written, and the old one stays.
    let ran = desk.run(&[
        "index",
        "build",
        "archive.jsonl",
        "gone.jsonl",
        "-o",
        "a.index",
    ]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("gone.jsonl: no such file"), "{}", ran.err);
    assert!(desk.read("a.index") == whole);
}
