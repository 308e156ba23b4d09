"""The shelf's schema as named steps, applied in order and recorded; a step that has been released never changes."""

import sqlite3
from collections.abc import Callable

MIGRATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "001 bookmarks, progress, state",
        (
            """
            CREATE TABLE bookmark (
                path TEXT PRIMARY KEY,       -- absolute, of the story's file
                mark TEXT NOT NULL UNIQUE,   -- the bookmark's own id
                library TEXT NOT NULL,       -- absolute path of the library; empty for a story opened alone
                article TEXT NOT NULL,       -- the article's id in that library
                content_hash TEXT NOT NULL,
                title TEXT NOT NULL,
                date TEXT NOT NULL,          -- ISO, or empty
                created TEXT NOT NULL        -- ISO, UTC
            )
            """,
            """
            CREATE TABLE progress (
                path TEXT PRIMARY KEY,
                library TEXT NOT NULL,
                article TEXT NOT NULL,
                content_hash TEXT NOT NULL,
                read INTEGER NOT NULL,       -- 1 when read
                paragraph INTEGER NOT NULL,  -- the first one on the screen, from 0
                share REAL NOT NULL,         -- how much was read, 0 to 1
                seen TEXT NOT NULL           -- ISO, UTC
            )
            """,
            "CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        ),
    ),
    (
        "002 corrections",
        (
            """
            CREATE TABLE correction (
                id TEXT PRIMARY KEY,
                path TEXT NOT NULL,          -- absolute, of the story's file
                library TEXT NOT NULL,       -- absolute path of the library; empty for a story opened alone
                article TEXT NOT NULL,       -- the article's id in that library
                content_hash TEXT NOT NULL,
                title TEXT NOT NULL,
                said TEXT NOT NULL,          -- the correction itself, as JSON
                created TEXT NOT NULL        -- ISO, UTC
            )
            """,
            "CREATE INDEX correction_path ON correction (path)",
        ),
    ),
    (
        "003 saved searches",
        (
            """
            CREATE TABLE saved_search (
                name TEXT PRIMARY KEY,
                query TEXT NOT NULL,
                created TEXT NOT NULL        -- ISO, UTC; the list stands in this order
            )
            """,
            """
            CREATE TABLE asked (             -- queries asked before; the row added last was asked last
                query TEXT PRIMARY KEY,
                asked TEXT NOT NULL          -- ISO, UTC
            )
            """,
        ),
    ),
    (
        "004 bookmarks of passages and quotes, tags, notes",
        (
            """
            CREATE TABLE mark (
                place TEXT PRIMARY KEY,      -- what is marked: the story's path, for a passage with a digest of its words
                mark TEXT NOT NULL UNIQUE,   -- the bookmark's own id
                kind TEXT NOT NULL,          -- story, passage or quote
                path TEXT NOT NULL,          -- absolute, of the story's file
                library TEXT NOT NULL,       -- absolute path of the library; empty for a story opened alone
                article TEXT NOT NULL,       -- the article's id in that library
                content_hash TEXT NOT NULL,
                title TEXT NOT NULL,
                date TEXT NOT NULL,          -- ISO, or empty
                words TEXT NOT NULL,         -- of the passage; empty for a story, as are the next two
                before TEXT NOT NULL,        -- what stood before the words
                after TEXT NOT NULL,         -- what stood after them
                start INTEGER NOT NULL,      -- where the words began, in code points of the text; 0 for a story
                speaker TEXT NOT NULL,       -- of a quote, as shown then; empty when nobody was known
                tags TEXT NOT NULL,          -- parted by blanks, in order
                note TEXT NOT NULL,
                created TEXT NOT NULL        -- ISO, UTC
            )
            """,
            "CREATE INDEX mark_path ON mark (path)",
            """
            INSERT INTO mark
            SELECT path, mark, 'story', path, library, article, content_hash, title, date,
                '', '', '', 0, '', '', '', created
            FROM bookmark ORDER BY rowid
            """,
            "DROP TABLE bookmark",
        ),
    ),
    (
        "005 hidden stories",
        (
            """
            CREATE TABLE hidden (
                path TEXT PRIMARY KEY,       -- absolute, of the story's file
                library TEXT NOT NULL,       -- absolute path of the library; empty for a story opened alone
                article TEXT NOT NULL,       -- the article's id in that library
                content_hash TEXT NOT NULL,
                title TEXT NOT NULL,
                created TEXT NOT NULL        -- ISO, UTC
            )
            """,
        ),
    ),
    (
        "006 marks are found by the content of their stories",
        (
            "CREATE INDEX progress_content ON progress (content_hash)",
            "CREATE INDEX mark_content ON mark (content_hash)",
            "CREATE INDEX correction_content ON correction (content_hash)",
            "CREATE INDEX hidden_content ON hidden (content_hash)",
        ),
    ),
    (
        "007 bookmarks of quotes say how sure their speaker is",
        (
            """
            ALTER TABLE mark ADD COLUMN      -- certain, likely or guess, of the speaker; empty where it is not known
                confidence TEXT NOT NULL DEFAULT ''
            """,
            """
            UPDATE mark SET confidence = 'guess', speaker = substr(speaker, 1, length(speaker) - 1)
            WHERE kind = 'quote' AND speaker LIKE '_%?'  -- so bookmark add --quote wrote a guess
            """,
        ),
    ),
)


class NewerShelfError(Exception):
    """The shelf was written by a newer version of the program, and is left alone."""


def migrate(connection: sqlite3.Connection, keep_older: Callable[[list[str]], object]) -> None:
    """Bring the schema up to date, all steps in one transaction, safe beside other processes.

    `keep_older` is called before an older shelf is changed, with the names of all steps.

    Raises:
        NewerShelfError: the shelf has a step that this version does not know.
        sqlite3.DatabaseError: it is no shelf, or is damaged.
    """
    applied = known_steps(connection)
    if applied == names():
        return
    if applied:
        keep_older(names())
    connection.execute("BEGIN IMMEDIATE")
    try:
        bring_up(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def names() -> list[str]:
    """The names of all steps, in order."""
    return [name for name, _ in MIGRATIONS]


def bring_up(connection: sqlite3.Connection, last: str = "") -> None:
    """Apply the steps that are lacking, up to the `last` one or all, inside the transaction that is open.

    Raises:
        NewerShelfError: the shelf has a step that this version does not know.
    """
    connection.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY)")
    applied = applied_steps(connection)
    refuse_newer(applied)
    for name, statements in MIGRATIONS:
        if name not in applied:
            for statement in statements:
                connection.execute(statement)
            connection.execute("INSERT INTO migration (name) VALUES (?)", (name,))
        if name == last:
            return


def refuse_newer(applied: list[str]) -> None:
    """Go on only with a shelf all of whose steps are known.

    Raises:
        NewerShelfError: there is one that comes behind all that are known.
        sqlite3.DatabaseError: there is one that no version has.
    """
    known = names()
    for name in applied:
        if name[:3].isdecimal() and name[:3] > known[-1][:3]:
            raise NewerShelfError(f"a newer version of tui-reader has written it (“{name}”)")
    if not set(applied) <= set(known):
        raise sqlite3.DatabaseError("it has a form that no version has")


def known_steps(connection: sqlite3.Connection) -> list[str]:
    """The steps that a shelf has had, none for a new one.

    Raises:
        NewerShelfError: there is one that this version does not know.
        sqlite3.DatabaseError: there is something in the file, and no record of steps.
    """
    (pages,) = connection.execute(
        "PRAGMA page_count"
    ).fetchone()  # asked first: another process may be making it
    applied = applied_steps(connection)
    refuse_newer(applied)
    if not applied and pages > 1:
        raise sqlite3.DatabaseError("it says nothing of the form that it has")
    return applied


def applied_steps(connection: sqlite3.Connection) -> list[str]:
    """The names of the steps that a shelf has had, in order; none for a new one."""
    table = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'"
    ).fetchone()
    if table is None:
        return []
    return [str(name) for (name,) in connection.execute("SELECT name FROM migration ORDER BY name")]
