"""How right the analysis is on labelled news: every figure of the yardstick, how sure the rules are, and the errors.

python -m tests.bench accuracy                          all figures with their 95 % intervals
python -m tests.bench accuracy --errors not-speech      the cases of one class in their context (--help lists them)
python -m tests.bench accuracy --errors all --rule colon

The yardstick is the folder `gold` in TUI_READER_SHARED (else in `shared` beside the checkout).
"""

import argparse
import importlib.util
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.bench.name_errors import LINK_CLASSES, NAME_CLASSES, NameCase, link_cases, name_cases, show_name
from tui_reader.analysis.model import Analysis, Quote
from tui_reader.analysis.pipeline import analyze
from tui_reader.analysis.records import record_of

FILES = ("polnear", "worldwide", "gum")
CLASSES = {
    "missed-fragment": "a gold stretch of one to three words that was dropped",
    "missed-direct": "a longer gold stretch that was dropped",
    "marks": "a gold stretch whose marks were paired differently",
    "not-speech": "a title, term or scare quote taken for speech",
    "speaker-missing": "nobody was named, gold names somebody",
    "speaker-too-many": "somebody was named, gold names nobody",
    "name-taken": "gold has a pronoun, a name or noun was taken",
    "pronoun-taken": "gold has a name or noun, a pronoun was taken",
    "speaker-wrong-name": "gold has a name, another name or noun was taken",
    "speaker-wrong-noun": "gold has a common noun, something else was taken",
    "speaker-wrong-pronoun": "gold has a pronoun, another pronoun was taken",
}
BY_FILE = {"polnear": CLASSES, "worldwide": NAME_CLASSES, "gum": LINK_CLASSES}
PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we", "who", "which", "that", "you", "his", "her"])


@dataclass(frozen=True)
class Case:
    """One gold or predicted stretch that went right ("right") or wrong (its class)."""

    kind: str
    gold: dict[str, Any] | None
    quote: Quote | None
    document: dict[str, Any]
    start: int
    end: int


def shared() -> Path:
    """The folder that holds the yardstick."""
    return Path(os.environ.get("TUI_READER_SHARED") or Path(__file__).resolve().parents[3] / "shared")


def load_scorer(gold: Path) -> ModuleType:
    """The scorer of the yardstick, as a module."""
    spec = importlib.util.spec_from_file_location("yardstick_score", gold / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def read_gold(path: Path, limit: int | None, half: str | None) -> list[dict[str, Any]]:
    """The documents of one file; `half` takes those whose id falls into half a or b."""
    documents = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    if half:
        documents = [d for d in documents if zlib.crc32(d["id"].encode()) % 2 == (half == "b")]
    return documents[:limit]


def cases(scorer: ModuleType, document: dict[str, Any], analysis: Analysis) -> Iterator[Case]:
    """Every gold and every predicted stretch of one document, paired as the scorer pairs them."""
    text = document["text"]
    gold = sorted((p for q in document["quotes"] for p in scorer.quote_pieces(text, q)), key=lambda p: p[:2])
    plain = [
        {**record, "quote": quote}
        for record, quote in zip(record_of(analysis)["quotes"], analysis.quotes, strict=True)
    ]
    found = sorted((p for q in plain for p in scorer.quote_pieces(text, q)), key=lambda p: p[:2])
    pairs = scorer.pair(gold, found, lambda g, p: scorer.iou(g, p) >= 0.8)
    matched = {j for _, j in pairs}
    for i, j in pairs:
        g, p = gold[i][2], found[j][2]
        kind = "right" if scorer.same_speaker(text, g, p) else speaker_error(g, p, text)
        yield Case(kind, g, p["quote"], document, *found[j][:2])
    for i in sorted(set(range(len(gold))) - {i for i, _ in pairs}):
        start, end, g = gold[i]
        overlap = next((p for p in found if p[0] < end and start < p[1]), None)
        words = len(text[start:end].split())
        kind = "marks" if overlap else "missed-fragment" if words <= 3 else "missed-direct"
        yield Case(kind, g, overlap[2]["quote"] if overlap else None, document, start, end)
    for j, (start, end, p) in enumerate(found):
        ignored = any(min(end, b) - max(start, a) > (end - start) / 2 for a, b in document.get("ignore", ()))
        if j not in matched and not ignored:
            yield Case("not-speech", None, p["quote"], document, start, end)


def speaker_error(gold: dict[str, Any], found: dict[str, Any], text: str) -> str:
    """The class of a wrong speaker."""
    if not gold.get("speaker_text"):
        return "speaker-too-many"
    if found["speaker_start"] is None:
        return "speaker-missing"
    local = text[found["speaker_start"] : found["speaker_end"]].lower()
    wanted = gold["speaker_text"].lower()
    if wanted in PRONOUNS:
        return "speaker-wrong-pronoun" if local in PRONOUNS else "name-taken"
    if local in PRONOUNS:
        return "pronoun-taken"
    return "speaker-wrong-name" if gold["speaker_text"].split()[-1][:1].isupper() else "speaker-wrong-noun"


def show(case: Case, width: int) -> None:
    """One case in its context: ⟦the stretch⟧, <gold speaker>, {taken speaker}."""
    text, marks = case.document["text"], [(case.start, "⟦"), (case.end, "⟧")]
    if case.gold and case.gold.get("speaker_start") is not None:
        marks += [(case.gold["speaker_start"], "<"), (case.gold["speaker_end"], ">")]
    if case.quote and case.quote.speaker_start is not None and case.quote.speaker_end is not None:
        marks += [(case.quote.speaker_start, "{"), (case.quote.speaker_end, "}")]
    begin, end = max(0, case.start - width), case.end + width * 2 // 3
    if case.gold and case.gold.get("speaker_start") is not None:
        begin = min(begin, max(case.gold["speaker_start"] - 20, case.start - 600, 0))
        end = max(end, min(case.gold["speaker_end"] + 20, case.end + 600))
    piece = text[begin:end]
    for at, mark in sorted(marks, reverse=True):
        if begin <= at <= end:
            piece = piece[: at - begin] + mark + piece[at - begin :]
    rule = f"{case.quote.rule}, {case.quote.confidence}, {case.quote.cue}" if case.quote else "-"
    gold = (case.gold.get("speaker_text"), case.gold.get("cue_text")) if case.gold else "-"
    print(f"[{case.kind}] ({rule}) gold {gold}\n   {piece.replace(chr(10), '¶')}\n")


def calibration(found: list[Case]) -> None:
    """How often each level of confidence is right, and how often it is given."""
    judged = [case for case in found if case.quote and case.kind not in {"marks", "not-speech"} and case.gold]
    print("\nconfidence, speaker right of quotes found:")
    for level in ("certain", "likely", "guess"):
        rows = [case for case in judged if case.quote and case.quote.confidence == level]
        right = sum(case.kind == "right" for case in rows)
        share = len(rows) / len(judged) if judged else 0
        spread = interval([case.kind == "right" for case in rows])
        print(
            f"  {level:8s} {len(rows):5d} quotes, {share:6.1%} of all, right {right / max(1, len(rows)):6.1%}  {spread}"
        )
    rules: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for case in found:
        if case.quote and case.kind != "marks":
            rules[case.quote.rule, case.quote.confidence][case.kind == "right"] += 1
    print("\nrules, whole answer right (speech, and its speaker):")
    for (rule, level), count in sorted(rules.items(), key=lambda item: -item[1].total()):
        print(f"  {rule:32s} {level:8s} {count.total():5d}  {count[True] / count.total():6.1%}")


def interval(outcomes: list[bool]) -> str:
    """The 95 % interval of a share, by resampling."""
    if not outcomes:
        return ""
    dice = random.Random(7)  # noqa: S311
    shares = sorted(sum(dice.choices(outcomes, k=len(outcomes))) / len(outcomes) for _ in range(200))
    return f"[{shares[5]:.1%}, {shares[194]:.1%}]"


def figures(gold: Path, documents: list[dict[str, Any]], analyses: list[Analysis], boot: int) -> None:
    """Print what the scorer says."""
    with tempfile.TemporaryDirectory() as folder:
        labels, answers = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        labels.write_text("".join(json.dumps(d) + "\n" for d in documents), "utf-8")
        answers.write_text(
            "".join(
                json.dumps({**record_of(a), "id": d["id"]}) + "\n"
                for d, a in zip(documents, analyses, strict=True)
            ),
            "utf-8",
        )
        command = [sys.executable, str(gold / "score.py"), str(labels), str(answers), "--boot", str(boot)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.rstrip())


def errors(scorer: ModuleType, gold: Path, options: argparse.Namespace) -> None:
    """Print the cases of one class, or of all of them, and how many of each class there are."""
    for name in options.file or FILES:
        if options.errors != "all" and options.errors not in BY_FILE[name]:
            continue
        counts: Counter[str] = Counter()
        for document in read_gold(gold / "dev" / f"{name}.jsonl", options.limit, options.half):
            for case in wrong(scorer, name, document, analyze(document["text"])):
                rule = (case.quote.rule if case.quote else "") if isinstance(case, Case) else case.rule
                counts[case.kind] += 1
                if options.errors not in (case.kind, "all") or (options.rule and rule != options.rule):
                    continue
                if isinstance(case, Case):
                    show(case, options.width)
                else:
                    show_name(case, document["text"], options.width)
        print(f"== {name}:", ", ".join(f"{kind} {count}" for kind, count in counts.most_common()))


def wrong(
    scorer: ModuleType, name: str, document: dict[str, Any], analysis: Analysis
) -> Iterator[Case | NameCase]:
    """The errors of one document of a file."""
    if name == "polnear":
        yield from (case for case in cases(scorer, document, analysis) if case.kind != "right")
    elif name == "worldwide":
        yield from name_cases(scorer, document, analysis)
    else:
        yield from link_cases(scorer, document, analysis)


def measure(scorer: ModuleType, gold: Path, name: str, options: argparse.Namespace) -> None:
    """Print every figure of one file."""
    documents = read_gold(gold / "dev" / f"{name}.jsonl", options.limit, options.half)
    analyze(documents[0]["text"])
    start = time.process_time()
    analyses = [analyze(document["text"]) for document in documents]
    seconds = time.process_time() - start
    characters = sum(len(document["text"]) for document in documents)
    print(f"== {name}: {characters / seconds:,.0f} characters a second")
    figures(gold, documents, analyses, options.boot)
    pairs = list(zip(documents, analyses, strict=True))
    if name == "polnear":
        calibration([case for document, analysis in pairs for case in cases(scorer, document, analysis)])
    counts = Counter(case.kind for pair in pairs for case in wrong(scorer, name, *pair))
    print("\nerrors:", ", ".join(f"{kind} {count}" for kind, count in counts.most_common()), end="\n\n")


def main(argv: list[str]) -> int:
    """Run the yardstick, or say that it is not there."""
    every = [kind for classes in BY_FILE.values() for kind in classes]
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench accuracy",
        description=__doc__.split("\n", 1)[0] if __doc__ else "",
        epilog="\n".join(
            f"{kind:22s}{text}" for classes in BY_FILE.values() for kind, text in classes.items()
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--errors", metavar="CLASS", choices=[*every, "all"], help="show the cases of a class below, or all"
    )
    parser.add_argument("--rule", help="only cases of this rule")
    parser.add_argument("--limit", type=int, help="documents of each file")
    parser.add_argument("--half", choices=("a", "b"), help="only one half of the documents")
    parser.add_argument("--file", choices=FILES, action="append", help="only this file")
    parser.add_argument("--width", type=int, default=220, help="characters of context")
    parser.add_argument("--boot", type=int, default=400, help="resamplings for the intervals")
    options = parser.parse_args(argv)
    gold = shared() / "gold"
    if not (gold / "score.py").exists():
        print(f"The yardstick is not here: {gold} does not exist, so there is nothing to measure against.")
        return 0
    scorer = load_scorer(gold)
    if options.errors:
        errors(scorer, gold, options)
        return 0
    for name in options.file or FILES:
        measure(scorer, gold, name, options)
    return 0
