#!/usr/bin/env python3
"""Plants faults in a copy of the source and tells which of them the tests notice.

    tests/faults/plant.py                    every fault of faults.toml
    tests/faults/plant.py NAME…              those whose name holds one of the words
    tests/faults/plant.py --random 100       so many mutants, chosen by chance (--seed) over src/
    tests/faults/plant.py --check            only: is each listed fault still to be found, and exactly once?

The copy lies below target/faults and keeps its own build between faults, so that each costs the build of this crate and
its tests, not of what it depends on. No sample beside the repository is seen. The exit code is 1 where the rate is
missed and 2 where a listed fault cannot be planted.
"""

import argparse
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "faults"
TREE = WORK / "tree"
# What most faults fail in comes first; only survivors are tried on all the rest.
STAGES = [
    ["--lib", "--test", "conventions", "--test", "run", "--test", "cli"],
    ["--no-fail-fast"],
]
# Of processor time, a process: a fault may make a loop endless, and a busy machine takes its time.
SECONDS = 300


def copy_tree():
    """Brings the copy up to what git would commit; files that stayed the same keep their time, so cargo keeps them."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True,
    ).stdout.decode().split("\0")
    wanted = {name for name in names if name and (ROOT / name).is_file()}
    for old in [path for path in TREE.rglob("*") if path.is_file()] if TREE.exists() else []:
        if str(old.relative_to(TREE)) not in wanted:
            old.unlink()
    for name in wanted:
        new = (ROOT / name).read_bytes()
        copy = TREE / name
        if not copy.exists() or copy.read_bytes() != new:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(new)
            shutil.copymode(ROOT / name, copy)


def sources():
    return sorted((ROOT / "src").rglob("*.rs"))


def code_of(text):
    """How much of a source file is code that decides: what comes before its unit tests."""
    at = text.find("#[cfg(test)]\nmod ")
    return len(text) if at < 0 else at


# ---- listed faults


def loosely(snippet):
    """A pattern for `snippet` that does not mind how it is broken into lines."""
    return re.compile(r"\s*".join(re.escape(word) for word in re.findall(r"\w+|[^\w\s]", snippet)))


def locate(fault):
    """The file and span of a listed fault, or why there is none."""
    places = []
    for path in sources():
        text = path.read_text()
        found = loosely(fault["find"]).finditer(text, 0, code_of(text))
        places.extend((path.relative_to(ROOT), match.span()) for match in found)
    if fault.get("in"):
        places = [place for place in places if fault["in"] in str(place[0])]
    if len(places) != 1:
        where = ", ".join(str(path) for path, _ in places)
        return None, f"stands {len(places)} times in src/ {where}"
    return places[0], None


def listed(words):
    with open(ROOT / "tests" / "faults" / "faults.toml", "rb") as file:
        faults = tomllib.load(file)["fault"]
    for fault in faults:
        if not words or any(word in fault["name"] for word in words):
            place, trouble = locate(fault)
            yield fault["name"], place, fault["put"], trouble


# ---- faults by chance

SWAPS = [
    (r"(?<= )<(?= )", "<="), (r"(?<= )<=(?= )", "<"), (r"(?<= )>(?= )", ">="), (r"(?<= )>=(?= )", ">"),
    (r"(?<= )==(?= )", "!="), (r"(?<= )!=(?= )", "=="), (r"(?<= )&&(?= )", "||"), (r"(?<= )\|\|(?= )", "&&"),
    (r"(?<= )\+(?= )", "-"), (r"(?<= )-(?= )", "+"), (r"(?<= )\+=(?= )", "-="), (r"(?<= )-=(?= )", "+="),
    (r"(?<=\.)any(?=\()", "all"), (r"(?<=\.)all(?=\()", "any"),
    (r"(?<=\.)min(?=\()", "max"), (r"(?<=\.)max(?=\()", "min"),
    (r"\bis_some\b(?=\(\))", "is_none"), (r"\bis_none\b(?=\(\))", "is_some"),
    (r"\btrue\b", "false"), (r"\bfalse\b", "true"),
    (r"(?<=if )!", ""), (r"(?<=&& )!", ""),
]
NUMBER = re.compile(r"(?<![\w.'])\d[\d_]*(?:\.\d+)?(?![\w.'])")
CONDITION = re.compile(r"(?m)^( *(?:\} else )?if )(?!let )([^{}\n]+?)( \{)$")
STATEMENT = re.compile(r"(?m)^ +(?:[a-z_][\w.]*(?:\([^;{}\n]*\))?(?:\.[a-z_]\w*\([^;{}\n]*\))+|[a-z_][\w.\[\]]* (?:[-+|&*]?=) [^;{}\n]+);$")
# Lists of words are data, and what only prints or names is not asked to decide.
LEFT_OUT = ("src/main.rs", "src/cli.rs", "tables", "words.rs")


def blanked(text):
    """`text` with comments, attributes, strings and characters blanked out, at the same length."""
    pattern = r'//[^\n]*|#!?\[[^\n]*\]|r#*"(?:.|\n)*?"#*|b?"(?:\\.|[^"\\])*"|b?\'(?:\\.|[^\'\\])\''
    return re.sub(pattern, lambda match: re.sub(r"[^\n]", "\0", match.group()), text)


def mutants():
    """Every change that can be made: the file, the span, what to put there."""
    for path in sources():
        name = path.relative_to(ROOT)
        if any(part in str(name) for part in LEFT_OUT):
            continue
        text = path.read_text()
        bare = blanked(text)[: code_of(text)]
        for pattern, put in SWAPS:
            for match in re.finditer(pattern, bare):
                yield name, match.span(), put
        for match in NUMBER.finditer(bare):
            number = match.group()
            changed = f"{float(number) * 1.5 + 0.5:.2f}" if "." in number else str(int(number.replace("_", "")) + 1)
            yield name, match.span(), changed
        for match in CONDITION.finditer(bare):
            yield name, match.span(2), f"!({text[slice(*match.span(2))]})"
        for match in STATEMENT.finditer(bare):
            yield name, match.span(), ""


def by_chance(count, seed):
    chosen = sorted(set(mutants()), key=str)
    random.Random(seed).shuffle(chosen)
    for name, span, put in chosen:
        text = (ROOT / name).read_text()
        line = text.count("\n", 0, span[0]) + 1
        old = " ".join(text[slice(*span)].split())
        yield f"{name}:{line}: `{old}` → `{put}`", (name, span), put, None


# ---- the runs


def cargo(arguments):
    """Runs the tests in the copy: "passed", "failed" or "did not compile"."""
    environment = os.environ | {
        "CARGO_TARGET_DIR": str(WORK / "build"),
        "CARGO_PROFILE_DEV_DEBUG": "0",
        "CARGO_PROFILE_TEST_DEBUG": "0",
        "PROPTEST_CASES": "64",
        # A seed of its own for each fault would make a rate that nobody can repeat.
        "PROPTEST_RNG_SEED": "1",
        "PROPTEST_FAILURE_PERSISTENCE": "off",
    }
    command = ["nice", "cargo", "test", "--locked", "--quiet", *arguments]
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    with open(WORK / "last.log", "wb") as log:
        code = subprocess.run(command, cwd=TREE, env=environment, stdout=log, stderr=log, preexec_fn=limit).returncode
    if code == 0:
        return "passed"
    log = (WORK / "last.log").read_text(errors="replace")
    return "did not compile" if "error: could not compile" in log else "failed"


def witness():
    """The first test that failed, from the log."""
    log = (WORK / "last.log").read_text(errors="replace")
    found = re.search(r"(?m)^\s+(\S+)\n\ntest result: FAILED|^---- (\S+)|^Testing (\S+) ... failed", log)
    return next((name for name in found.groups() if name), "") if found else ""


def plant(place, put):
    name, (start, end) = place
    path = TREE / name
    text = path.read_text()
    path.write_text(text[:start] + put + text[end:])
    try:
        outcome = "passed"
        for stage in STAGES:
            outcome = cargo(stage)
            if outcome != "passed":
                break
    finally:
        path.write_text(text)
    return {"passed": "SURVIVED", "did not compile": "unviable"}.get(outcome, "killed")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--random", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--skip", type=int, default=0, metavar="N", help="of the mutants by chance")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--rate", type=int, help="per cent that must be noticed [default: 90, by chance 70]")
    options = parser.parse_args()

    if options.random:
        faults, wanted = by_chance(options.random, options.seed), options.random
    else:
        faults, wanted = list(listed(options.names)), None
        lost = [(name, trouble) for name, _, _, trouble in faults if trouble]
        for name, trouble in lost:
            print(f"{name}: {trouble}", file=sys.stderr)
        if lost:
            return 2
        if options.check:
            print(f"{len(faults)} faults can be planted")
            return 0
    WORK.mkdir(parents=True, exist_ok=True)
    copy_tree()
    sound = next((outcome for outcome in map(cargo, STAGES) if outcome != "passed"), None)
    if sound:
        print(f"without any fault the tests {sound}: see {WORK}/last.log", file=sys.stderr)
        return 2
    counts = {"killed": 0, "SURVIVED": 0, "unviable": 0}
    skip = options.skip
    for name, place, put, _ in faults:
        if skip:
            skip -= 1
            continue
        begun = time.monotonic()
        verdict = plant(place, put)
        counts[verdict] += 1
        by = f" by {witness()}" if verdict == "killed" else ""
        print(f"{verdict:8} {name}{by} ({time.monotonic() - begun:.0f} s)", flush=True)
        if wanted and counts["killed"] + counts["SURVIVED"] >= wanted:
            break
    viable = counts["killed"] + counts["SURVIVED"]
    rate = 100 * counts["killed"] / max(viable, 1)
    print(f"{counts['killed']} of {viable} noticed: {rate:.0f} %; {counts['unviable']} did not compile")
    if counts["unviable"] and not options.random:
        return 2
    return 0 if rate >= (options.rate or (70 if options.random else 90)) else 1


if __name__ == "__main__":
    sys.exit(main())
