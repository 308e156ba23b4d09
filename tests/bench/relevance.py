"""`python -m tests.bench relevance`: how high the story stands that somebody looks for, beside plain BM25 and FTS5.

Four kinds of seeded queries, each made from one story, which is then looked for: words of its headline; half the
words of a quote and who said it, sometimes with a wrong word; a person and what it is about; a name with a slip.
The figure is the mean reciprocal rank: 1 when the story is always first, 0.5 when it is second. Every engine gets
the same words. The others are asked for all words, as they are by default, and for any of them; ours is asked for
all, and where it finds nothing, for what it suggests. Paragraphs come several times in the made library, so that
no engine can always be right.

Options: `--stories N` (10,000), `--queries N` of each kind (200), `--seed N`.
"""

import argparse
import random
import sqlite3
import string
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.bench import material
from tests.bench.table import Figure, show
from tui_reader.analysis.pipeline import analyze
from tui_reader.article.folder import FileEntry, read_article, walk
from tui_reader.article.model import Article
from tui_reader.index.folding import words
from tui_reader.index.query import parse

LOOKED_AT = 100
_COMMON = 0.1
_FEW = 20
_TRIES = 40

Searcher = Callable[[str], list[str]]


class Item(NamedTuple):
    """What somebody types, and the id of the story that they look for."""

    query: str
    story: str


class Stories:
    """The stories of a library, and in how many of them each word stands."""

    def __init__(self, root: Path) -> None:
        entries = sorted(
            (each for each in walk(root) if isinstance(each, FileEntry)), key=lambda each: each.key
        )
        self.all = [read_article(entry.path, root) for entry in entries]
        self.spread: Counter[str] = Counter()
        for story in self.all:
            self.spread.update(set(words(f"{story.title} {story.text}")))
        most = _COMMON * len(self.all)
        self.usual = sorted(
            word for word, count in self.spread.items() if _FEW < count < most and word.isalpha()
        )

    def telling(self, found: Iterable[str]) -> list[str]:
        """The words among these that say what something is about, each once."""
        most = _COMMON * len(self.all)
        return [
            word
            for word in dict.fromkeys(found)
            if len(word) > 2 and word.isalpha() and self.spread[word] < most
        ]


def headline(story: Article, stories: Stories, chance: random.Random) -> str | None:
    """Two or three words of the headline, in any order."""
    telling = stories.telling(words(story.title))
    count = chance.choice((2, 3))
    return " ".join(chance.sample(telling, count)) if len(telling) > count else None


def quote(story: Article, stories: Stories, chance: random.Random) -> str | None:
    """The surname of who said it, and half the words of a stretch of the quote; every other time one is wrong."""
    analysis = analyze(story.text)
    people = {each.id: words(each.name)[-1] for each in analysis.people() if words(each.name)}
    spoken = [
        (people[each.speaker], said)
        for each in analysis.quotes
        if each.speaker in people and len(said := words(story.text[each.start : each.end])) >= 8
    ]
    if not spoken:
        return None
    name, said = chance.choice(spoken)
    length = chance.randint(8, 12)
    begin = chance.randint(0, max(len(said) - length, 0))
    kept = [word for word in said[begin : begin + length] if chance.random() < 0.5]
    if not 3 <= len(kept) <= 6 or not stories.telling(kept):
        return None
    if chance.random() < 0.5:
        kept[chance.randrange(len(kept))] = chance.choice(stories.usual)
    return " ".join([name, *kept])


def person(story: Article, stories: Stories, chance: random.Random) -> str | None:
    """The surname of a person and a word that the story uses more than once."""
    people = [each.name for each in analyze(story.text).people() if len(each.names) > 1]
    counts = Counter(words(story.text))
    topics = [word for word in stories.telling(counts) if counts[word] > 1]
    if not people:
        return None
    name = words(chance.choice(people))[-1]
    topics = [word for word in topics if word not in words(" ".join(people))]
    return f"{name} {chance.choice(topics)}" if topics else None


def slip(story: Article, stories: Stories, chance: random.Random) -> str | None:
    """A whole name that few stories have, with one slip of the keyboard."""
    names = [words(each.name) for each in analyze(story.text).people() if len(each.names) > 1]
    rare = [name for name in names if len(name) == 2 and min(stories.spread[word] for word in name) <= _FEW]
    if not rare:
        return None
    name = list(chance.choice(rare))
    longest = max(range(2), key=lambda at: len(name[at]))
    name[longest] = _slipped(name[longest], chance)
    return " ".join(name)


def _slipped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word)) if len(word) > 1 else 0
    letter = chance.choice(string.ascii_lowercase)
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at else word + letter,
        ]
    )


KINDS: dict[str, Callable[[Article, Stories, random.Random], str | None]] = {
    "words of the headline": headline,
    "a half-remembered quote": quote,
    "a person and a topic": person,
    "a misspelt name": slip,
}


def items(stories: Stories, kind: str, count: int, seed: int) -> Iterator[Item]:
    """Queries of one kind, each from another story; the same for the same seed."""
    chance = random.Random(f"{kind} {seed}")  # noqa: S311  the same queries every time
    found = 0
    for story in chance.sample(stories.all, len(stories.all)):
        query = KINDS[kind](story, stories, chance)
        if query:
            yield Item(query, story.id)
            found += 1
            if found == count:
                return


def reciprocal(items: list[Item], search: Searcher) -> float:
    """The mean reciprocal rank; a story that is not among the first LOOKED_AT counts nothing."""
    total = 0.0
    for item in items:
        found = search(item.query)
        total += 1 / (found.index(item.story) + 1) if item.story in found else 0.0
    return total / max(len(items), 1)


def ours(root: Path, folder: Path) -> tuple[Searcher, Searcher]:
    """Our search; and the one that goes on with what it suggests when it found nothing."""
    from tui_reader.index.build import update
    from tui_reader.index.search import Index

    update(root, folder)
    index = Index.open(folder)

    def plain(query: str) -> list[str]:
        return [hit.row.id for hit in index.search(parse(query), limit=LOOKED_AT).hits]

    def suggesting(query: str) -> list[str]:
        found = plain(query)
        meant = "" if found else index.suggest(parse(query))
        return plain(meant) if meant else found

    return plain, suggesting


def whoosh(stories: Stories, folder: Path) -> Iterator[tuple[str, Searcher]]:
    """Whoosh as its documentation begins: one field of text, BM25F."""
    from whoosh import index
    from whoosh.qparser import AndGroup, OrGroup, QueryParser

    if not index.exists_in(str(folder)):
        _fill(stories, folder)
    opened = index.open_dir(str(folder))
    searcher = opened.searcher()

    def asked(parser: QueryParser) -> Searcher:
        return lambda query: [hit["id"] for hit in searcher.search(parser.parse(query), limit=LOOKED_AT)]

    yield "Whoosh, all words", asked(QueryParser("body", opened.schema, group=AndGroup))
    yield "Whoosh, any word", asked(QueryParser("body", opened.schema, group=OrGroup))


def _fill(stories: Stories, folder: Path) -> None:
    from whoosh import fields, index

    folder.mkdir(exist_ok=True)
    made = index.create_in(str(folder), fields.Schema(id=fields.ID(stored=True), body=fields.TEXT))
    writer = made.writer(limitmb=256)
    for story in stories.all:
        writer.add_document(id=story.id, body=f"{story.title}\n\n{story.text}")
    writer.commit()


def fts5(stories: Stories) -> Iterator[tuple[str, Searcher]]:
    """SQLite's FTS5 with headline and text, in the order of its bm25()."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE stories USING fts5(id UNINDEXED, title, body)")
    database.executemany(
        "INSERT INTO stories VALUES (?, ?, ?)", ((story.id, story.title, story.text) for story in stories.all)
    )

    def asked(between: str) -> Searcher:
        def search(query: str) -> list[str]:
            match = between.join(f'"{word}"' for word in query.split())
            found = database.execute(
                "SELECT id FROM stories WHERE stories MATCH ? ORDER BY rank LIMIT ?", (match, LOOKED_AT)
            )
            return [row[0] for row in found]

        return search

    yield "FTS5, all words", asked(" ")
    yield "FTS5, any word", asked(" OR ")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tests.bench relevance", description=__doc__)
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    reason = material.missing()
    if reason:
        print(reason)
        return 0
    root = material.library(options.stories)
    stories = Stories(root)
    kept = material.kept()
    plain, suggesting = ours(root, kept / f"relevance-{options.stories}")
    others = dict([*whoosh(stories, kept / f"plain-{options.stories}"), *fts5(stories)])
    show(list(_figures(stories, plain, suggesting, others, options.queries, options.seed)))
    return 0


def _figures(
    stories: Stories,
    plain: Searcher,
    suggesting: Searcher,
    others: dict[str, Searcher],
    count: int,
    seed: int,
) -> Iterator[Figure]:
    totals: defaultdict[str, float] = defaultdict(float)
    slips: list[Item] = []
    for kind, make in KINDS.items():
        asked = list(items(stories, kind, count, seed))
        if make is slip:
            slips = asked
            continue
        mine = reciprocal(asked, suggesting)
        totals[""] += mine
        for name, search in others.items():
            theirs = reciprocal(asked, search)
            totals[name] += theirs
            yield Figure(kind, f"{mine:.3f}", f"{name} {theirs:.3f}", mine / max(theirs, 1e-9))
    for name in others:
        ratio = totals[""] / max(totals[name], 1e-9)
        yield Figure("the three together", f"{totals[''] / 3:.3f}", f"{name} {totals[name] / 3:.3f}", ratio)
    mine = reciprocal(slips, suggesting)
    for name, search in {"nothing suggested": plain, **others}.items():
        yield Figure("a misspelt name", f"{mine:.3f}", f"{name} {reciprocal(slips, search):.3f}")
    found = sum(item.story in suggesting(item.query) for item in slips)
    yield Figure("misspelt names found", f"{found}", f"{len(slips)} asked for", found / max(len(slips), 1))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
