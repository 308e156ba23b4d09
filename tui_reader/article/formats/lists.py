"""How deep an item of a Markdown list lies, and which number it has."""

from typing import NamedTuple

_DEEPER = 2
"""An item that begins so many columns further right than another one lies within it."""


class _Opened(NamedTuple):
    """A list that may go on: where its last item began, the number that its file gave, the one that it has, and it as in "10."."""

    column: int
    written: int
    number: int
    label: str


class Lists:
    """The lists that are begun, each within the one before."""

    def __init__(self) -> None:
        self._opened: list[_Opened] = []

    def within(self, column: int) -> tuple[int, str]:
        """How many lists a paragraph that begins in this column lies within, and the number of the item that it goes on with."""
        while self._opened and self._opened[-1].column >= column:
            self._opened.pop()
        return len(self._opened), self._opened[-1].label if self._opened else ""

    @property
    def are_open(self) -> bool:
        """Whether what comes next may belong to an item."""
        return bool(self._opened)

    def end(self) -> None:
        """Something else than an item stands between the items before and those that follow."""
        self._opened.clear()

    def item(self, column: int, number: str, sign: str) -> tuple[int, str]:
        """How many lists the next item lies within, from 0, and its number with the sign behind it, empty when it has none.

        It keeps the number of its file, but where all have the same one they are counted.
        """
        before: _Opened | None = None
        while self._opened and column < self._opened[-1].column + _DEEPER:
            before = self._opened.pop()
        written = int(number) if number else -1
        counted = before.number + 1 if before and before.written == written else written
        label = f"{counted}{sign}" if number else ""
        self._opened.append(_Opened(column, written, counted, label))
        return len(self._opened) - 1, label
