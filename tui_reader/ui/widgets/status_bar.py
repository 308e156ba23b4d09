"""The line at the bottom: keys, what just happened, or what is asked; at the right the place in the story, or work under way."""

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual.timer import Timer

from tui_reader import signs
from tui_reader.commands import Command, shown_keys
from tui_reader.paint.measure import fit, fit_words, width_of, wrap
from tui_reader.ui.looks import Styles
from tui_reader.ui.themes import NIGHT
from tui_reader.ui.widgets.ground import LeanLine

_NOTICE_SECONDS = 4.0
_RULE = 12
_SCANT, _ROOMY = 60, 110
_LEAST_QUOTED = 12
"""Cells of a headline that is shortened to have the rest of its sentence seen."""


class StatusBar(LeanLine):
    """One line that never takes the focus and never stands in front of anything."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own word
        super().__init__(id=id)
        self._looks = Styles(NIGHT)
        self._commands: Sequence[Command] = ()
        self._notice = ""
        self._shorter: Sequence[str] = ()
        self._part = 0
        self._is_answer = False
        self._is_of_key = False
        self._next: list[str] = []
        self._question = ""
        self._answers: Sequence[tuple[str, str]] = ()
        self._work = ""
        self._problems = ""
        self._offers: Sequence[str] = ()
        self._place = ""
        self._left = ""
        self._done: int | None = None
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Draw anew in each new theme."""
        self.watch(self.app, "theme", self._take_theme)

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Show the keys of these commands, as many as there is room for."""
        self._commands = commands
        self.refresh()

    def notice(self, text: str, *shorter: str) -> None:
        """Say something for a few seconds in place of the keys; what is longer than the line, in parts.

        Where it has no room beside what stands at the right, the first of its `shorter` forms that has is said.
        """
        self._notice, self._shorter, self._part = signs.sentence(text), [*map(signs.sentence, shorter)], 0
        self._is_answer, self._is_of_key = True, False
        self._show_notice()

    def answer(self, text: str) -> None:
        """Say what a key did, or why nothing, until another one does something; what it quotes gives way to the rest."""
        self.notice(text)
        self._is_of_key = True

    def withdraw(self, text: str) -> None:
        """Say no longer what is no longer so."""
        if self._notice and self._notice == signs.sentence(text):
            self._part = len(self._parts())
            self._end_notice()

    def go_on(self) -> None:
        """Say no longer what a key did, as another one does something."""
        if self._is_of_key:
            self.withdraw(self._notice)

    def end_answer(self, *, still_so: str) -> None:
        """Say no longer what was said last of what the user did, unless it is `still_so`; what is said of itself stays."""
        if self._is_answer and self._notice != signs.sentence(still_so):
            self.withdraw(self._notice)

    def notices(self, texts: Iterable[str]) -> None:
        """Say one thing after the other; what is said meanwhile comes in between."""
        self._next += texts
        if not self._notice:
            self._say_next()

    def ask(self, question: str, answers: Sequence[tuple[str, str]] = ()) -> None:
        """Say what the next key is waited for, and what keys there are, in place of all else; "" ends it."""
        self._question, self._answers = question, answers
        self.refresh()

    def show_work(self, text: str) -> None:
        """Say what is being done in the background; empty when nothing is."""
        text = signs.sentence(text)
        if text != self._work:
            self._work = text
            self.refresh()

    def show_problems(self, text: str) -> None:
        """Say quietly, for as long as it is so, that something could not be read; empty when all could."""
        if text != self._problems:
            self._problems = text
            self.refresh()

    def offer(self, forms: Sequence[str]) -> None:
        """Show one line at the right, the first of these forms for which there is room beside the keys, else the last."""
        if forms != self._offers:
            self._offers = forms
            self.refresh()

    def show_place(self, place: str, left: str = "", share: float | None = None) -> None:
        """Show the place in the story, what is left, and how much lies behind (0 to 1; None for no story)."""
        done = None if share is None else round(share * _RULE)
        if (place, left, done) != (self._place, self._left, self._done):
            self._place, self._left, self._done = place, left, done
            self.refresh()

    def render(self) -> Text:
        """The line."""
        looks, width = self._looks, self.size.width
        right = self._right()
        if self._notice and not self._question and self._beside(right) is None:
            right = Text(no_wrap=True)
        room = max(width - right.cell_len - 3, 0)
        left = Text(" ", no_wrap=True)
        if self._question:
            left.append(f"{fit(self._question, room)}   ", looks.ink("strong"))
            if not self._keys(left, room, self._answers):
                left.append(signs.now().more, looks.ink("faint"))
        elif self._notice:
            parts = self._parts()
            left.append(fit(parts[min(self._part, len(parts) - 1)], room), looks.ink("strong"))
        else:
            named = [(shown_keys(command)[0], command.title.lower()) for command in self._commands]
            self._keys(left, room, named)
        left.append(" " * max(width - left.cell_len - right.cell_len - 1, 1))
        left.append_text(right)
        return left

    def _keys(self, left: Text, room: int, named: Iterable[tuple[str, str]]) -> bool:
        """Add keys with what they do, as many as there is room for; False when some are left out."""
        looks = self._looks
        for key, title in named:
            if left.cell_len + width_of(key) + width_of(title) + 4 > room:
                return False
            left.append(key, looks.ink("footer-key-foreground") + looks.BOLD)
            left.append(f" {title}   ", looks.ink("faint"))
        return True

    def _right(self) -> Text:
        right = Text(no_wrap=True)
        looks, faint = self._looks, self._looks.ink("faint")
        if self._question:
            return right
        if self._work:
            right.append(fit(self._work, max(self.size.width // 2, 10)), faint)
            return right
        if self._problems and self.size.width >= _ROOMY:
            right.append(f"{self._problems}   ", faint)
        if self._done is not None and self.size.width >= _SCANT:
            if signs.in_words():
                right.append(signs.now().between.join((self._place, self._left)), faint)
                return right
            right.append(f"{self._place} ", faint)
            right.append(signs.now().done * self._done, looks.ink("footer-key-foreground"))
            right.append(signs.now().ahead * (_RULE - self._done), faint)
            right.append(f" {self._left}", faint)
        if not right:
            right.append(self._offer(), faint)
        return right

    def _offer(self) -> str:
        """The form of the offer for which there is room beside the keys; else the shortest."""
        room = self.size.width - sum(_width(command) for command in self._commands) - 3
        return next((form for form in self._offers if width_of(form) <= room), "".join(self._offers[-1:]))

    def _take_theme(self) -> None:
        self._looks = Styles(self.app.current_theme)
        self.refresh()

    def _parts(self) -> list[str]:
        """What is said: where no form has room, also with nothing at the right, as many cells at once as there are."""
        whole = self._beside(self._right()) or self._beside(Text())
        if whole is not None:
            return [whole]
        room = self.size.width - 3
        more = f" {signs.now().more}"
        found = wrap(self._notice, 0, len(self._notice), room - len(more))
        *parts, last = (self._notice[start:end] for start, end in found)
        return [*(f"{part}{more}" for part in parts), last]

    def _beside(self, right: Text) -> str | None:
        """The fullest form of what is said that has room beside what stands at the right; None where none has."""
        room = self.size.width - right.cell_len - 3
        whole = next((form for form in (self._notice, *self._shorter) if width_of(form) <= room), None)
        return _with_less_quoted(self._notice, room) if whole is None and self._is_of_key else whole

    def _show_notice(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_NOTICE_SECONDS, self._end_notice)
        self.refresh()

    def _end_notice(self) -> None:
        """Go on in what is said, or to what is to be said next."""
        if self._notice and self._part + 1 < len(self._parts()):
            self._part += 1
            self._show_notice()
        elif not self._say_next():
            self._notice = ""
            self.refresh()

    def _say_next(self) -> bool:
        """Say the next of several things; False when there is none."""
        if not self._next:
            return False
        self.notice(self._next.pop(0))
        self._is_answer = False
        return True


def _with_less_quoted(sentence: str, width: int) -> str | None:
    """A sentence in `width` cells, with less of what it has in quotation marks; None where too little of that is left."""
    start, end = sentence.find(signs.now().opening) + 1, sentence.rfind(signs.now().closing)
    quoted = sentence[start:end]
    room = width - width_of(sentence) + width_of(quoted)
    if start == 0 or room < _LEAST_QUOTED:
        return None
    return f"{sentence[:start]}{fit_words(quoted, room)}{sentence[end:]}"


def _width(command: Command) -> int:
    """How many cells a command takes in the line."""
    return width_of(shown_keys(command)[0]) + len(command.title) + 4
