"""`python -m tests.bench`: all benchmarks in a short form, in one table. `python -m tests.bench NAME …`: one of them."""

import importlib
import sys
import time
from collections.abc import Iterator

from tests.bench import accuracy, app, material, search
from tests.bench.table import Figure, show
from tui_reader.analysis.pipeline import analyze

BENCHES = {
    "accuracy": "tests.bench.accuracy",
    "app": "tests.bench.app",
    "hostile": "tests.bench.hostile",
    "moved": "tests.bench.moved",
    "reading": "tests.bench.reading",
    "relevance": "tests.bench.relevance",
    "search": "tests.bench.search",
}
_DOCUMENTS = 150
_INDEXED = 1_000


def main(argv: list[str]) -> int:
    """Hand the arguments to the benchmark named first; without any, run all."""
    if not argv:
        return _all()
    if argv[0] not in BENCHES:
        print("usage: python -m tests.bench", f"[{'|'.join(BENCHES)} [options]]")
        return 2
    return int(importlib.import_module(BENCHES[argv[0]]).main(argv[1:]) or 0)


def _all() -> int:
    reason = material.missing()
    if reason:
        print(reason)
        return 0
    show([*app.figures(quick=True), *_analysis(), *search.figures(_INDEXED)])
    return 0


def _analysis() -> Iterator[Figure]:
    """Speed and accuracy of the analysis on the first documents of the yardstick."""
    gold = accuracy.shared() / "gold"
    documents = accuracy.read_gold(gold / "dev" / "polnear.jsonl", _DOCUMENTS, None)
    analyze(documents[0]["text"])
    before = time.process_time()
    analyses = [analyze(document["text"]) for document in documents]
    spent = time.process_time() - before
    characters = sum(len(document["text"]) for document in documents)
    yield Figure("characters analysed a second", f"{characters / spent:,.0f}")
    scorer = accuracy.load_scorer(gold)
    found = [
        case
        for document, analysis in zip(documents, analyses, strict=True)
        for case in accuracy.cases(scorer, document, analysis)
    ]
    quotes = [case for case in found if case.gold]
    right = sum(case.kind == "right" for case in quotes)
    yield Figure(
        "quotes found with their speaker", f"{right:,}", f"{len(quotes):,} labelled", right / len(quotes)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
