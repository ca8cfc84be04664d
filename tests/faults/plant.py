#!/usr/bin/env python3
"""Plants faults in a copy of the source and tells which of them the tests notice.

    tests/faults/plant.py                    every fault of faults.toml
    tests/faults/plant.py NAME…              those whose name holds one of the words
    tests/faults/plant.py --random 100       so many mutants, chosen by chance (--seed) over src/
    tests/faults/plant.py --check            only: is each listed fault still to be found, and exactly once?

All faults go into one copy, each behind a switch that an environment variable turns on, so the copy is built once; it
lies below target/faults, where no sample beside the repository is seen. Then the tests run once for each fault, until
one of them fails. The exit code is 1 where the rate is missed and 2 where a listed fault cannot be planted.
"""

import argparse
import json
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
# What most faults fail in comes first, then all other tests, but for those of papers and of other programs.
FIRST = ["conventions", "lib", "run", "cli", "faults", "json_schema", "weights", "fixes", "kinds", "near_miss", "invariants"]
NOT_ASKED = {"papers", "precommit", "samples", "newspaper"}
# Of processor time, a process: a fault may make a loop endless, and a busy machine takes its time.
SECONDS = 120
SWITCH = """
pub(crate) fn planted(fault: u32) -> bool {
    static ON: std::sync::LazyLock<u32> = std::sync::LazyLock::new(|| {
        std::env::var("NEWSLINT_FAULT").ok().and_then(|text| text.parse().ok()).unwrap_or(0)
    });
    *ON == fault
}
"""


class Fault:
    """Puts `put` where `span` of the file `path` is."""

    def __init__(self, name, path, span, put, by=None):
        self.name, self.path, self.span, self.put, self.by = name, path, span, put, by

    def switched(self, number, old):
        """`old`, or what is put there when the switch is on."""
        if old.rstrip().endswith(";"):
            return f"if crate::planted({number}) {{ {self.put} }} else {{ {old} }}"
        return f"(if crate::planted({number}) {{ {self.put} }} else {{ {old} }})"


def code_of(text):
    """How much of a source file is code that decides: what comes before its unit tests."""
    at = text.find("#[cfg(test)]\nmod ")
    return len(text) if at < 0 else at


def sources():
    return sorted((ROOT / "src").rglob("*.rs"))


# ---- listed faults


def loosely(snippet):
    """A pattern for `snippet` that does not mind how it is broken into lines; its group is what ⟦…⟧ encloses."""
    words = [re.escape(word) for word in re.findall(r"\w+|[^\w\s]", snippet)]
    return re.compile(r"\s*".join(words).replace(r"⟦\s*", "(").replace(r"\s*⟧", ")"))


def listed(words):
    """The faults of faults.toml whose name holds one of `words`, and what stands in the way of others."""
    with open(ROOT / "tests" / "faults" / "faults.toml", "rb") as file:
        entries = tomllib.load(file)["fault"]
    faults, lost = [], []
    for entry in entries:
        name = entry["name"]
        if words and not any(word in name for word in words):
            continue
        places = []
        for path in sources():
            text = path.read_text()
            found = loosely(entry["find"]).finditer(text, 0, code_of(text))
            places.extend((path.relative_to(ROOT), match.span(1)) for match in found)
        if len(places) == 1:
            faults.append(Fault(name, *places[0], entry["put"], entry["by"]))
        else:
            where = ", ".join(str(path) for path, _ in places)
            lost.append(f"{name}: stands {len(places)} times in src/ {where}")
    return faults, lost


# ---- faults by chance

TERM = r"[&*]?[\w.]+(?:\([^()\n]*\))?(?:\.\w+(?:\([^()\n]*\))?)*"
SUM = rf"{TERM}(?: [-+*/] {TERM})*"
COMPARISON = re.compile(rf"(?:(?<=\()|(?<=\|\| )|(?<=&& )|(?<=if )|(?<= = )|(?<=return )|(?<=\| ))({SUM}) (<|<=|>|>=|==|!=) ({SUM})(?=\)| &&| \|\||;|,| \{{|\n)")
CONDITION = re.compile(r"(?m)(?<= if )(?!let )[^{}\n;]+?(?= \{$)")
OPERAND = re.compile(r"(?m)^ +(&&|\|\|) (?!let )([^\n{};,]+)$")
NUMBER = re.compile(r"(?<![\w.'])\d[\d_]*(?:\.\d+)?(?![\w.'])")
STATEMENT = re.compile(r"(?m)^ +([a-z_][\w.\[\]]*(?:\([^;{}\n]*\))?(?:\.\w+\([^;{}\n]*\))*(?: [-+|&*]?= [^;{}\n]+)?;)$")
OTHER = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
# A number in a pattern, a constant or a type is no expression.
NO_EXPRESSION = re.compile(r"const |static |=>|matches!|\||;\s*\d+\]|macro_rules")
# Lists of words are data; what only starts or names is not asked to decide.
LEFT_OUT = ("src/main.rs", "src/cli/", "tables", "/words/", "words.rs")


def blanked(text):
    """`text` with comments, attributes, strings and characters blanked out, at the same length."""
    pattern = r'//[^\n]*|#!?\[[^\n]*\]|r#*"(?:.|\n)*?"#*|b?"(?:\\(?:.|\n)|[^"\\])*"|b?\'(?:\\.|[^\'\\])\''
    return re.sub(pattern, lambda match: re.sub(r"[^\n]", "~", match.group()), text)


def mutants():
    """Every change that may be made."""
    for path in sources():
        name = path.relative_to(ROOT)
        if any(part in str(name) for part in LEFT_OUT):
            continue
        text = path.read_text()
        bare = blanked(text)[: code_of(text)]

        def fault(span, put):
            line = text.count("\n", 0, span[0]) + 1
            old = " ".join(text[slice(*span)].split())
            return Fault(f"{name}:{line}: `{old}` → `{put}`", name, span, put)

        for match in CONDITION.finditer(bare):
            old = text[slice(*match.span())]
            yield fault(match.span(), f"!({old})")
            for one, other in (("&&", "||"), ("||", "&&")):
                if match.group().count(f" {one} ") == 1 and f" {other} " not in match.group():
                    at = match.group().index(f" {one} ")
                    yield fault(match.span(), f"({old[:at]}) {other} ({old[at + 4:]})")
        for match in COMPARISON.finditer(bare):
            left, right = text[slice(*match.span(1))], text[slice(*match.span(3))]
            yield fault(match.span(), f"{left} {OTHER[match.group(2)]} {right}")
        for match in OPERAND.finditer(bare):
            yield fault(match.span(2), "true" if match.group(1) == "&&" else "false")
        for match in NUMBER.finditer(bare):
            begin = bare.rfind("\n", 0, match.start()) + 1
            if not NO_EXPRESSION.search(bare[begin : bare.find("\n", match.end())]):
                number = match.group().replace("_", "")
                put = f"{float(number) * 1.5 + 0.5:.2f}" if "." in number else str(int(number) + 1)
                yield fault(match.span(), put)
        for match in STATEMENT.finditer(bare):
            yield fault(match.span(1), "")


def by_chance(count, seed):
    """Mutants in an order that `seed` decides, none over another; more than `count`, as some will not compile."""
    every = sorted(mutants(), key=lambda fault: fault.name)
    random.Random(seed).shuffle(every)
    chosen = []
    for fault in every:
        apart = (fault.path != other.path or fault.span[0] >= other.span[1] or fault.span[1] <= other.span[0] for other in chosen)
        if all(apart):
            chosen.append(fault)
        if len(chosen) >= count * 3 // 2 + 5:
            break
    return chosen


# ---- the copy


def write(path, text):
    """Files that stay the same keep their time, so that cargo keeps what it built of them."""
    if not path.exists() or path.read_bytes() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


def copy_tree(faults):
    """Writes the copy with `faults`, by number; gives the lines that each takes up."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True,
    ).stdout.decode().split("\0")
    wanted = {name for name in names if name and (ROOT / name).is_file()}
    for old in [path for path in TREE.rglob("*") if path.is_file()] if TREE.exists() else []:
        if str(old.relative_to(TREE)) not in wanted:
            old.unlink()
    planted, lines = {}, {}
    for number, fault in faults.items():
        planted.setdefault(str(fault.path), []).append((fault.span, number, fault))
    for name in wanted:
        if name in planted or name == "src/lib.rs":
            text, out, at = (ROOT / name).read_text(), "", 0
            for (start, end), number, fault in sorted(planted.get(name, []), key=lambda entry: entry[0]):
                out += text[at:start]
                first = out.count("\n") + 1
                out += fault.switched(number, text[start:end])
                lines[number] = (name, first, out.count("\n") + 1)
                at = end
            out += text[at:] + (SWITCH if name == "src/lib.rs" else "")
            write(TREE / name, out.encode())
        else:
            write(TREE / name, (ROOT / name).read_bytes())
            shutil.copymode(ROOT / name, TREE / name)
    return lines


def cargo(*arguments):
    """Runs cargo in the copy; gives its messages."""
    environment = os.environ | {
        "CARGO_TARGET_DIR": str(WORK / "build"),
        "CARGO_PROFILE_DEV_DEBUG": "0",
    }
    command = ["nice", "cargo", *arguments, "--locked", "--quiet", "--message-format=json"]
    run = subprocess.run(command, cwd=TREE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return run.returncode, [json.loads(line) for line in run.stdout.splitlines() if line.startswith(b"{")]


def build(faults):
    """Plants what compiles of `faults`; gives what does not, and the test programs by suite."""
    unviable = []
    while True:
        lines = copy_tree(faults)
        code, messages = cargo("check", "--lib")
        if code == 0:
            break
        wrong = set()
        for message in messages:
            spans = (message.get("message") or {}).get("spans", [])
            if message.get("reason") == "compiler-message" and message["message"]["level"] == "error":
                for number, (name, first, last) in lines.items():
                    if any(span["file_name"] == name and span["line_start"] <= last and first <= span["line_end"] for span in spans):
                        wrong.add(number)
        if not wrong:
            errors = [m["message"]["rendered"] for m in messages if m.get("reason") == "compiler-message" and m["message"]["level"] == "error"]
            sys.exit("\n".join(["the copy does not compile", *errors]))
        unviable.extend(faults.pop(number) for number in wrong)
    there = {path.stem for path in (ROOT / "tests").glob("*.rs")}
    there |= {path.parent.name for path in (ROOT / "tests").glob("*/main.rs")}
    existing = [suite for suite in FIRST if suite == "lib" or suite in there]
    existing += sorted(there - set(FIRST) - NOT_ASKED)
    chosen = [word for suite in existing for word in (["--lib"] if suite == "lib" else ["--test", suite])]
    code, messages = cargo("test", "--no-run", *chosen)
    if code != 0:
        sys.exit("the tests of the copy do not compile")
    programs = {}
    for message in messages:
        if message.get("reason") == "compiler-artifact" and message.get("executable") and message["profile"]["test"]:
            name = "lib" if "lib" in message["target"]["kind"] else message["target"]["name"]
            programs[name] = message["executable"]
    return unviable, {suite: programs[suite] for suite in existing}


# ---- the runs


def noticed(number, programs, by=None):
    """The suite, and where it says so the test, that fails with the fault `number`, the test `by` first; `None` where all
    pass."""
    environment = os.environ | {
        "NEWSLINT_FAULT": str(number),
        "CARGO_MANIFEST_DIR": str(TREE),
        "RUST_BACKTRACE": "0",
        "PROPTEST_CASES": "64",
        # A seed of its own for each fault would make a rate that nobody can repeat.
        "PROPTEST_RNG_SEED": "1",
    }

    def limit():
        os.nice(10)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    runs = [(suite, program, []) for suite, program in programs.items()]
    if by:
        suite, test = by.split()
        runs.insert(0, (suite, programs[suite], ["--exact", test]))
    for suite, program, arguments in runs:
        run = subprocess.run([program, "--quiet", *arguments], cwd=TREE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=limit)
        if run.returncode != 0:
            log = run.stdout.decode(errors="replace")
            (WORK / "last.log").write_text(log)
            found = re.search(r"(?m)^---- (\S+)", log)
            return f"{suite} {found.group(1)}" if found else suite
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--random", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, help="stop after so many, and say how many faults were tried")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--rate", type=int, help="per cent that must be noticed [default: 90, by chance 70]")
    options = parser.parse_args()

    if options.random:
        faults = by_chance(options.random, options.seed)
    else:
        faults, lost = listed(options.names)
        if lost:
            print("\n".join(lost), file=sys.stderr)
            return 2
        if options.check:
            print(f"{len(faults)} faults can be planted")
            return 0
    WORK.mkdir(parents=True, exist_ok=True)
    planted = dict(enumerate(faults, 1))
    unviable, programs = build(planted)
    if unviable and not options.random:
        print("\n".join(f"{fault.name}: does not compile" for fault in unviable), file=sys.stderr)
        return 2
    if sound := noticed(0, programs):
        print(f"without any fault, {sound} fails: see {WORK}/last.log", file=sys.stderr)
        return 2
    begun = time.monotonic()
    killed = tried = 0
    for number, fault in list(planted.items())[: options.random]:
        if options.minutes and time.monotonic() - begun > 60 * options.minutes:
            break
        by = noticed(number, programs, fault.by)
        tried += 1
        killed += by is not None
        print(f"killed    {fault.name}, by {by}" if by else f"SURVIVED  {fault.name}", flush=True)
    rate = 100 * killed / max(tried, 1)
    print(f"{killed} of {tried} noticed: {rate:.0f} %; {len(unviable)} more did not compile")
    return 0 if rate >= (options.rate or (70 if options.random else 90)) else 1


if __name__ == "__main__":
    sys.exit(main())
