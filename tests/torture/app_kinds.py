"""What is interrupted inside the running reader: each kind of write, with the keys that lead to it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.torture.follower import Follower, Whom
from tests.torture.window import Window, headline
from tests.torture.world import World
from tui_reader.index.catalog import Catalog

_PATIENCE_SECONDS = 240.0
_QUIET_SECONDS = 0.25
AT_WORK = ("Looking", "Reading", "Writing", "Tidying")


class Cut(Exception):  # noqa: N818  it names an end
    """The reader, or the child that does the work, has been killed; nothing more is typed."""


class Hand:
    """Types at a reader and sees what comes of it, as a person would; `confirmed` counts what the screen confirmed."""

    def __init__(self, window: Window, follower: Follower, world: World) -> None:
        self.window = window
        self.world = world
        self.confirmed = 0
        self._follower = follower
        self._awaited = ""
        self._heard: set[str] = set()

    def see(self, seen: Callable[[list[str]], bool]) -> None:
        """Wait until the screen is as it should be.

        Raises:
            Cut: somebody was killed meanwhile.
        """
        try:
            self.window.until(lambda lines: seen(lines) or self.cut, _PATIENCE_SECONDS)
        except TimeoutError:
            if not self.cut and not self.window.ended:
                raise
        if self.cut or self.window.ended:
            raise Cut

    def press(self, keys: str, seen: Callable[[list[str]], bool]) -> None:
        """Press keys that write nothing, and see what they do."""
        self.window.type(keys)
        self.see(seen)

    def write(self, keys: str, said: str) -> None:
        """Press keys that write, and wait until the bottom line says what was not said before."""
        self._awaited = said
        self._follower.counting.set()
        self.press(keys, self._is_said)
        self._follower.counting.clear()
        self._hear()

    def write_quietly(self, keys: str) -> None:
        """Press keys that write and say nothing; until they have written, and nothing more is drawn."""
        before = len(self._follower.found.writes)
        self._follower.counting.set()
        self.press(keys, lambda _: len(self._follower.found.writes) > before)
        self.window.settle(_QUIET_SECONDS)
        self._follower.counting.clear()
        if self.cut:
            raise Cut

    def watch(self) -> None:
        """What is written from now on counts."""
        self._follower.counting.set()

    def look_at_last(self) -> None:
        """Count what had reached the screen when the reader was killed."""
        if self._awaited and self._is_said(self.window.lines):
            self._hear()

    @property
    def cut(self) -> bool:
        return self._follower.found.killed is not None

    def _is_said(self, lines: list[str]) -> bool:
        found = re.search(self._awaited, lines[-1])
        return found is not None and found.group() not in self._heard

    def _hear(self) -> None:
        found = re.search(self._awaited, self.window.lines[-1])
        self._awaited = ""
        if found:
            self._heard.add(found.group())
            self.confirmed += 1


Step = Callable[[Hand], None]


@dataclass(frozen=True, slots=True)
class AppKind:
    """One kind of write in the reader: `begin` makes the world, each of the `steps` types and sees.

    `kept` are the beginnings of those texts of `World.contents` that the steps change; `surely` says that the screen
    confirms each step; with `at_start` the writing begins by itself.
    """

    name: str
    begin: Callable[[World], object]
    steps: Sequence[Step]
    place: str = "data/shelf"
    whom: Sequence[Whom] = ("app",)
    kept: tuple[str, ...] = ()
    surely: bool = True
    at_start: bool = False
    opening: Sequence[tuple[str, str]] = field(default=())


def _with_index(world: World) -> None:
    world.begin(12)
    world.command("index")


def _with_a_mark(world: World) -> None:
    _with_index(world)
    world.command("bookmark", "add", world.library / "003.txt")


def _before_small_update(world: World) -> None:
    world.begin(30)
    world.command("index")


def _bookmark(hand: Hand) -> None:
    hand.write("b", "Bookmarked “.*?”")
    hand.press("j", lambda lines: not any("▌ " in line and "★" in line for line in lines))


def _note(hand: Hand) -> None:
    hand.press("m", lambda lines: any("A note on" in line for line in lines))
    hand.press("Asked at the gate, and again. " * 4, lambda lines: any("again." in line for line in lines))
    hand.write("\x13", "Bookmarked “.*?”")
    hand.press("j", lambda lines: any("●" in line and "▌ " in line for line in lines))


def _correct(number: int) -> Step:
    def step(hand: Hand) -> None:
        name = ("Ada Quill", "Tomas Berg", "Ines Marlow")[number]  # no letters of another one
        if number == 0:
            hand.press("]", lambda lines: "certain (" in lines[-1])
        hand.press("w", lambda lines: any("Who says" in line for line in lines))
        hand.press(name, lambda lines: any(name in line for line in lines))
        hand.write("\r", f"Put right: .*{name}")

    return step


def _theme(hand: Hand) -> None:
    hand.write_quietly("t")


def _width(hand: Hand) -> None:
    hand.write_quietly("+")


def _daily_backup(hand: Hand) -> None:
    backups = hand.world.places.data / "backups"
    hand.see(lambda _: any(backups.glob("daily-*")))


def _first_index(hand: Hand) -> None:
    files = len(list(hand.world.library.iterdir()))
    hand.see(lambda _: Catalog.count(hand.world.index) == files)
    hand.see(lambda lines: not any(word in lines[-1] for word in AT_WORK))


def _small_update(number: int) -> Step:
    def step(hand: Hand) -> None:
        hand.watch()
        for story in range(number, number + 4):
            hand.world.write(story, f"Another ferry is planned, number {number}.")
        (hand.world.library / f"{number + 4:03}.txt").unlink()
        new = 30 + number
        hand.world.write(new)
        hand.see(lambda lines: any(headline(new) in line for line in lines))

    return step


_OPENED = (("", "VOICES"), ("\r", "¶"))
ALL: Sequence[Whom] = ("app", "child", "both")
APP_KINDS = (
    AppKind("app: bookmarking", _with_index, [_bookmark] * 3, kept=("mark ",)),
    AppKind("app: noting", _with_index, [_note] * 3, kept=("mark ",)),
    AppKind(
        "app: correcting",
        _with_index,
        [_correct(n) for n in range(3)],
        kept=("correction ",),
        opening=_OPENED,
    ),
    AppKind(
        "app: theme and width",
        _with_index,
        [_theme, _width] * 2,
        kept=("state ('theme'", "state ('width'"),
        surely=False,
    ),
    AppKind(
        "app: daily backup", _with_a_mark, [_daily_backup], "data/backups", kept=("mark ",), at_start=True
    ),
    AppKind("app: first index", lambda world: world.begin(40), [_first_index], "cache/", ALL, at_start=True),
    AppKind("app: small updates", _before_small_update, [_small_update(n) for n in (0, 6)], "cache/", ALL),
)
