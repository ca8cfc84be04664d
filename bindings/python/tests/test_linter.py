"""The linter as a program in Python meets it."""

import json
import multiprocessing
import pickle
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import newslint
from conftest import LETTER


def test_a_finding_tells_what_and_where(linter):
    (finding,) = linter.check("天氣晴。\n\n" + LETTER)
    assert (finding.lint, finding.severity, finding.category) == ("letter-in-number", "warning", "ocr")
    assert finding.message == "letter instead of a digit in the number `1O5`"
    text = "天氣晴。\n\n" + LETTER
    assert text[finding.start : finding.end] == finding.text == "O"
    assert (finding.line, finding.column) == (3, 8)
    assert str(finding).startswith("text.txt:3:8: warning letter-in-number: ")
    told = finding.to_dict()
    assert text.encode()[told["range"]["start"]["offset"] :].startswith(b"O5")
    (edit,) = finding.fixes[0].edits
    assert (edit.insert, finding.fixes[0].applicability) == ("0", "unsafe")


def test_a_finding_is_a_value(linter):
    (finding,) = linter.check(LETTER)
    assert finding == linter.check(LETTER)[0] == pickle.loads(pickle.dumps(finding))
    finding.to_dict()["lint"] = "another"
    assert finding.to_dict()["lint"] == "letter-in-number"
    with pytest.raises(AttributeError):
        finding.lint = "another"


def test_places_are_characters_whatever_they_take(linter):
    text = "\ufeff𠮷野家。\r\n" + LETTER
    (finding,) = linter.check(text)
    assert text[finding.start : finding.end] == "O"


def test_a_name_says_how_a_text_is_written(linter):
    code = "```\n工程總投資達1O5億元。\n```\n"
    assert linter.check(code) and not linter.check(code, name="a.md")


def test_a_path_is_a_file(linter, tmp_path):
    file = tmp_path / "a.md"
    file.write_bytes(LETTER.encode("gb18030"))
    finding = next(finding for finding in linter.check(file) if finding.lint == "letter-in-number")
    assert finding.place.path == str(file)
    assert finding.start is None and finding.line == 1
    with pytest.raises(newslint.ReadError, match="missing.md: no such file"):
        linter.check(tmp_path / "missing.md")


def test_many_texts_in_parallel_are_each_as_alone(linter):
    texts = [LETTER, "", "天氣晴。", LETTER * 3, "移动互聯網發展迅速，移動互聯網發展迅速。"] * 20
    alone = [linter.check(text) for text in texts]
    assert linter.check_many(texts) == linter.check_many(iter(texts), threads=1) == alone


def test_fixes(linter):
    assert linter.fix(LETTER) == LETTER
    assert linter.fix(LETTER, safe_only=False) == LETTER.replace("O", "0")
    hidden = "天\u200b氣晴朗，市民外出遊玩。\n"
    assert linter.fix(hidden) == hidden.replace("\u200b", "")


def test_a_run_compares_articles_and_is_the_report_of_the_program(linter, tmp_path):
    text = "".join(f"第{n}座大橋今日通車，往返兩岸的市民不必再繞道上游的舊橋。" for n in "一二三四五六")
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    report = linter.run([tmp_path])
    assert [finding["lint"] for finding in report["findings"]] == ["duplicate-article"]
    printed = _run("--isolated", "--format", "json", str(tmp_path))
    assert printed.returncode == 1, printed.stderr
    assert json.loads(printed.stdout)["findings"] == report["findings"]
    assert json.loads(printed.stdout)["summary"] == report["summary"]


def test_statistics():
    linter = newslint.Linter(select=["letter-in-number"])
    linter.check(LETTER)
    linter.check_many(["天氣晴。", LETTER * 2])
    assert linter.statistics == {
        "articles": 3,
        "with_findings": 2,
        "error": 0,
        "warning": 3,
        "info": 0,
        "by_lint": {"letter-in-number": 3},
    }


def test_settings(tmp_path):
    config = tmp_path / "lint.toml"
    config.write_text('lang = "zh-Hant"\n[lints]\nletter-in-number = "error"\n', encoding="utf-8")
    (finding,) = newslint.Linter(config).check(LETTER)
    assert finding.severity == "error"
    assert "數字" in finding.message
    assert not newslint.Linter(ignore=["ocr"]).check(LETTER)
    assert newslint.Linter(select=["letter-in-number"], lang="zh-Hans").check(LETTER)


def test_mistakes_in_settings_are_told_with_their_place(tmp_path):
    config = tmp_path / "lint.toml"
    config.write_text('[lints]\nletter-in-nunber = "off"\n', encoding="utf-8")
    with pytest.raises(newslint.ConfigError, match=r"lint.toml:2: there is no lint `letter-in-nunber`"):
        newslint.Linter(config)
    with pytest.raises(newslint.ConfigError, match="letter-in-nunber"):
        newslint.Linter(select=["letter-in-nunber"])
    with pytest.raises(ValueError, match="`en`, `zh-Hant`, `zh-Hans`, and not `fr`"):
        newslint.Linter(lang="fr")
    with pytest.raises(TypeError, match=r"select=\['ocr'\]"):
        newslint.Linter(select="ocr")


def test_lints_are_listed():
    by_id = {lint.id: lint for lint in newslint.lints("zh-Hant")}
    lint = by_id["letter-in-number"]
    assert (lint.category, lint.level) == ("ocr", "warning")
    assert "數字" in lint.summary
    here = {lint.id: lint.level for lint in newslint.Linter(select=["ocr"]).lints()}
    assert here["letter-in-number"] == "warning" and here["mixed-script"] is None


def test_a_linter_goes_to_other_threads_and_processes(linter):
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(linter.check, [LETTER] * 16))
    assert all(findings == found[0] for findings in found)
    for way in ("fork", "spawn"):
        with multiprocessing.get_context(way).Pool(2) as pool:
            there = pool.map_async(linter.check_many, [[LETTER], ["天氣晴。"]]).get(timeout=60)
        assert there == [[found[0]], [[]]]


def test_other_threads_run_while_it_works(linter):
    # Were the lock not given back, this thread would only count once the work is done.
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(linter.check_many, [LETTER * 200] * 200, threads=1)
        count = 0
        while not working.done():
            count += 1
    assert count > 1000


def test_text_is_text_whatever_it_looks_like(linter):
    text = "\0" + LETTER
    found = linter.check(text)
    assert {"control-character", "letter-in-number"} <= {finding.lint for finding in found}
    assert linter.check_many([text]) == [found]
    with pytest.raises(newslint.ReadError, match="a.csv"):
        linter.check("title,x\n1,2\n", name="a.csv")


def test_one_path_is_no_list_of_letters(linter, tmp_path):
    (tmp_path / "a.md").write_text(LETTER, encoding="utf-8")
    assert linter.run(str(tmp_path)) == linter.run([tmp_path])
    with pytest.raises(TypeError):
        linter.check_many(LETTER)


def test_a_copy_finds_its_settings_from_another_folder(tmp_path, monkeypatch):
    (tmp_path / "lint.toml").write_text('[lints]\nletter-in-number = "off"\n', encoding="utf-8")
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path)
    sent = pickle.dumps(newslint.Linter("lint.toml"))
    monkeypatch.chdir(tmp_path / "deep")
    assert not pickle.loads(sent).check(LETTER)


def test_ctrl_c_ends_the_work():
    code = f"import newslint; newslint.Linter().check_many([{LETTER!r} * 100] * 100_000)"
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True)
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert "KeyboardInterrupt" in told


def test_a_finding_of_a_record_can_be_hashed(linter):
    found = linter.check('{"text": "工程總投資達1O5億元，工期三年。"}\n', name="a.jsonl")
    assert len({*found, *found}) == len(found) == 1


def test_text_that_is_no_text(linter):
    with pytest.raises(UnicodeEncodeError):
        linter.check("\ud800")
    with pytest.raises(TypeError):
        linter.check_many([b"bytes"])


def test_the_module_is_the_command_line(tmp_path):
    (tmp_path / "a.md").write_text(LETTER, encoding="utf-8")
    found = _run("--isolated", "--fail-on", "warning", "--format", "concise", str(tmp_path))
    assert found.returncode == 1
    assert "a.md:1:8: warning letter-in-number" in found.stdout
    assert _run("--version").stdout == f"newslint {newslint.__version__}\n"
    assert _run("--no-such-flag").returncode == 2


def _run(*typed):
    command = [sys.executable, "-m", "newslint", *typed]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
