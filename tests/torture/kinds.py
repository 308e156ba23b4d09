"""What is interrupted: each kind of write, with the world that it begins in and its steps."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.torture.world import World
from tui_reader.index import build, crew, filling
from tui_reader.shelf import migrations, state
from tui_reader.shelf.database import Database

Step = Callable[[World], object]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of write: `begin` makes the world; each of the `steps` is confirmed when it returns.

    Kills come at writes to files that the expression `where` matches, from the world's base on; at any without one.
    """

    name: str
    begin: Step
    steps: Sequence[Step]
    where: str = ""


def _command(*words: object) -> Step:
    return lambda world: world.command(
        *(
            getattr(world, word[1:]) if isinstance(word, str) and word.startswith("@") else word
            for word in words
        )
    )


def _on(number: int, action: str, *words: object) -> Step:
    parts = action.split()
    return lambda world: world.command(*parts, world.library / f"{number:03}.txt", *words)


def _with_index(world: World) -> None:
    world.begin(12)
    world.command("index")


def _with_marks(world: World) -> None:
    _with_index(world)
    for number in range(8):
        _on(number, "bookmark add", "--tag", "kept")(world)
    _on(8, "bookmark add", "--quote", 1, "--note", "A note from before. " * 30)(world)


def _with_old_export(world: World) -> None:
    _with_marks(world)
    world.exported.write_text("an older file\n", "utf-8")


def _with_file_to_import(world: World) -> None:
    _with_marks(world)
    world.command("bookmarks", "--export", world.exported)
    for path in world.places.data.iterdir():
        path.unlink()
    _on(0, "bookmark add", "--tag", "other")(world)
    _on(10, "bookmark add")(world)


def _without_index(world: World) -> None:
    world.begin(40)


def _before_small_update(world: World) -> None:
    world.begin(40)
    world.command("index")
    for number in range(0, 10, 2):
        world.write(number, "A second ferry is planned.")
    for number in (1, 3):
        (world.library / f"{number:03}.txt").unlink()
    for number in range(40, 43):
        world.write(number)


def _with_many_segments(world: World) -> None:
    world.begin(2)
    world.command("index")
    for number in range(2, 13):
        world.write(number)
        build.update(world.library, world.index, kept=build.Kept())


def _merge(world: World) -> None:
    build.tidy(world.index)


def _index_by_a_crew(world: World) -> None:
    filling.ALONE = 0
    crew.size = lambda: 2
    world.command("index")


def _rebuild(world: World) -> None:
    world.command("index", "--rebuild")


def _remember(name: str, value: str, world: World) -> None:
    with closing(Database(world.places.shelf)) as shelf:
        state.remember(shelf, {name: value})


def _with_old_shelf(world: World) -> None:
    """A shelf as the first version wrote it."""
    world.begin(3)
    world.places.data.mkdir(parents=True)
    with closing(sqlite3.connect(world.places.shelf, isolation_level=None)) as shelf:
        shelf.execute("PRAGMA journal_mode = WAL")
        shelf.execute("CREATE TABLE migration (name TEXT PRIMARY KEY)")
        name, statements = migrations.MIGRATIONS[0]
        for statement in statements:
            shelf.execute(statement)
        shelf.execute("INSERT INTO migration VALUES (?)", (name,))
        for number in range(60):
            row = (
                f"/old/{number}.txt",
                f"id{number}",
                "/old",
                f"a{number}",
                "hash",
                "Title " * 20,
                "",
                "2020",
            )
            shelf.execute("INSERT INTO bookmark VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def _open(world: World) -> None:
    with closing(Database(world.places.shelf)):
        pass


def _with_damaged_shelf(world: World) -> None:
    """An index of the shelf is damaged; every row can still be read."""
    _with_marks(world)
    _damage_index(world, "mark_content")


def _damage_index(world: World, name: str) -> None:
    with closing(sqlite3.connect(world.places.shelf)) as shelf:
        (root,) = shelf.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        (size,) = shelf.execute("PRAGMA page_size").fetchone()
    with world.places.shelf.open("r+b") as file:
        file.seek(root * size - 16)  # in the middle of a key
        file.write(b"zzzzzzzz")


def _with_marks_in_the_log(world: World) -> None:
    """The latest marks stand in the write-ahead log alone; the index of another table is damaged."""
    _with_marks(world)
    _on(0, "correct", "--quote", 1, "--speaker", "Someone Else")(world)
    with closing(Database(world.places.shelf)) as opened:
        opened.keep_daily()
    _damage_index(world, "correction_content")
    shelf, log = world.places.shelf, Path(f"{world.places.shelf}-wal")
    with closing(sqlite3.connect(shelf)) as another:  # while it is open, the log stays
        another.execute("SELECT * FROM mark").fetchall()
        for number in (9, 10, 11):
            _on(number, "bookmark add", "--note", "In the log.")(world)
        files = {path: path.read_bytes() for path in (shelf, log)}
    for path, data in files.items():
        path.write_bytes(data)


def _restore_daily(world: World) -> None:
    (daily,) = (world.places.data / "backups").glob("daily-*.sqlite3")
    world.command("restore", daily.stem)


_IN_PLACE = r"home/data(/[^/]*)?"
"""The shelf, what lies beside it, and their folder."""
KINDS = (
    Kind("bookmarking", _with_index, [_on(n, "bookmark add") for n in range(3)]),
    Kind(
        "noting",
        _with_marks,
        [_on(n, "bookmark add", "--quote", 1, "--note", f"Said at gate {n}? " * 60) for n in (8, 9, 10)],
    ),
    Kind(
        "correcting",
        _with_index,
        [_on(n, "correct", "--quote", 1, "--speaker", f"Someone Else {n}") for n in (0, 1, 0)],
    ),
    Kind("exporting", _with_marks, [_command("bookmarks", "--export", "@exported")]),
    Kind("exporting over", _with_old_export, [_command("bookmarks", "--export", "@exported", "--force")]),
    Kind("importing", _with_file_to_import, [_command("bookmarks", "--import", "@exported")]),
    Kind("first indexing", _without_index, [_command("index")]),
    Kind("indexing, many processes", _without_index, [_index_by_a_crew]),
    Kind("indexing anew", _with_index, [_rebuild]),
    Kind("small updates", _before_small_update, [_command("index")]),
    Kind("index merges", _with_many_segments, [_merge]),
    Kind(
        "settings saves",
        lambda world: world.begin(1),
        [
            _command("settings", "--edit"),
            partial(_remember, "theme", "paper"),
            partial(_remember, "width", "80"),
        ],
    ),
    Kind("migrations", _with_old_shelf, [_open]),
    Kind("saving a damaged shelf", _with_damaged_shelf, [_command("doctor", "--fix")]),
    Kind("saving a shelf and its log", _with_marks_in_the_log, [_command("doctor", "--fix")], _IN_PLACE),
    Kind("restoring over a damaged shelf", _with_marks_in_the_log, [_restore_daily], _IN_PLACE),
)
