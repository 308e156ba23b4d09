"""The steps of the tour: what each asks of the reader, and when it is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of the reader at one moment of the tour.

    `row` is the story under the cursor, `cast` where the cast stands: "beside" the story, "hidden", or in the story's "place".
    """

    row: str | None = None
    in_list: bool = True
    is_open: bool = False
    named_quote_lit: bool = False
    peeking: bool = False
    cast: str = "beside"
    person_lit: bool = False
    speaker_found: bool = False
    bookmarks: int = 0
    in_bookmarks: bool = False
    in_help: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a sentence in which `{id}` stands for a command's key, and whether it is done, by what was seen at its beginning and now."""

    sentence: Callable[[Seen], str]
    done: Callable[[Seen, Seen], bool]


def _peek(now: Seen) -> str:
    """How to look at who speaks, where the keys may have gone on to words of nobody."""
    if now.named_quote_lit or now.peeking:
        return "{peek} says who that is, and what they said last; {back} closes it."
    return "{previous-quote} and {next-quote} go to somebody with a name; {peek} there says who that is."


def _light_person(now: Seen) -> str:
    """How to light a person's words, by where the cast is."""
    if now.cast == "place":
        return "{cast} goes to the cast; {spotlight} there lights one person's words."
    if now.cast == "hidden":
        return "{cast} shows the cast, {next-pane} goes there, {spotlight} lights one person's words."
    return "{next-pane} goes to the cast; {spotlight} there lights one person's words."


def _says(sentence: str) -> Callable[[Seen], str]:
    return lambda _: sentence


STEPS: Sequence[Step] = (
    Step(
        _says("{line-down} and {line-up} go through the list: choose another story."),
        lambda then, now: None not in (then.row, now.row) and then.row != now.row,
    ),
    Step(
        _says("{open} opens the story under the cursor."),
        lambda _, now: now.is_open and not now.in_list,
    ),
    Step(
        _says("{next-quote} goes from quote to quote and says who speaks: go on to somebody with a name."),
        lambda _, now: now.named_quote_lit,
    ),
    Step(
        _peek,
        lambda _, now: now.peeking,
    ),
    Step(_light_person, lambda _, now: now.person_lit),
    Step(
        _says("{back} goes back a step at a time: go all the way to the list."),
        lambda _, now: now.in_list,
    ),
    Step(
        _says("{search} searches: type speaker:okonkwo, then {search-rank}."),
        lambda _, now: now.speaker_found,
    ),
    Step(
        _says("{bookmark} bookmarks the story, or the quote that is lit; {undo} takes it back."),
        lambda then, now: now.bookmarks > then.bookmarks,
    ),
    Step(
        _says("{bookmarks} lists all bookmarks; {back} closes the list."),
        lambda _, now: now.in_bookmarks,
    ),
    Step(
        _says("{help} shows all keys, first those that work where you are."),
        lambda _, now: now.in_help,
    ),
    Step(
        _says("That was the tour. Its marks go with it; your own are as they were."),
        lambda _, __: False,
    ),
)


class Tour:
    """Where somebody is in the tour; `look` goes on when a step is done."""

    def __init__(self, steps: Sequence[Step] = STEPS) -> None:
        self._steps = steps
        self._number = 0
        self._then: Seen | None = None
        self._now = Seen()

    @property
    def number(self) -> int:
        """The step, from 1."""
        return self._number + 1

    @property
    def total(self) -> int:
        """How many steps there are."""
        return len(self._steps)

    @property
    def at_end(self) -> bool:
        """Whether nothing more is asked."""
        return self.number == self.total

    @property
    def sentence(self) -> str:
        """What the step asks, by what was seen last."""
        return self._steps[self._number].sentence(self._now)

    def look(self, now: Seen) -> None:
        """Take what is seen now, and go on behind every step that is done."""
        self._now = now
        if self._then is None or self._then.row is None:
            self._then = now
        while self._steps[self._number].done(self._then, now):
            self._go_on()

    def skip(self) -> bool:
        """Go on to the next step without doing this one; False when there is none."""
        if not self.at_end:
            self._go_on()
            return True
        return False

    def _go_on(self) -> None:
        self._number += 1
        self._then = self._now
