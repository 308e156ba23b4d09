"""The query language: from what somebody typed to a small tree, without ever refusing.

    words          all of them, in any order              "a phrase"     these words in this order
    a OR b         either                                 -a   NOT a     not this one
    (a OR b) c     grouping                               refor*         words that begin so
    title: person: org: place: mentions: speaker: said: source:          only there
    date: before: after:    2023, 2023-04, 2023-04-18, 3d 3w 3m 3y, yesterday, last-week, date:2022..2023
    is:unread is:read is:bookmarked is:hidden    tag:NAME    in:FOLDER

What cannot be understood is left out and named in `Query.problems`; the rest still finds something.
"""

import dataclasses
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tui_reader.index import folding, periods
from tui_reader.index.fields import DATE_FIELDS, FIELDS, STATES, WORD_FIELDS, field_meant

PERIODS = periods.NAMED
_DEPTH = 24
_DASHES = re.compile(r"[-\u2010-\u2015]+")
_MARKS = '"“”„‟«»'
_SIGNS = ("OR", "AND", "NOT", "-")
_PIECE = re.compile(rf"\s+|[()]|-(?=[^\s)])|[^\s(){_MARKS}]+|[{_MARKS}]")
_FIELD = re.compile(r"(?P<name>[^\W\d_]{2,20}):")


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several that must follow one another.

    `words` are folded, `field` is empty for "anywhere". With `prefix` the last word may go on; `growing` says
    that it does so because it is still being typed. `start` and `end` say where it stands in the query.
    """

    words: tuple[str, ...]
    field: str = ""
    prefix: bool = False
    start: int = 0
    end: int = 0
    growing: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """Articles of these days, both included, in ISO form; articles without a date are outside."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class State:
    """One of STATES, or "tag:NAME"; the index does not know them, the caller answers."""

    name: str


@dataclass(frozen=True, slots=True)
class Folder:
    """Articles below this folder of the library, written with `/` between."""

    path: str


@dataclass(frozen=True, slots=True)
class Not:
    """Everything else."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts, of which there are at least two."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts, of which there are at least two."""

    parts: tuple["Node", ...]


Node = Term | Days | State | Folder | Not | And | Or


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """A stretch of the query that could not be understood, in code points, and why, in one sentence."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; `root` is None when nothing is asked for.

    `typed` is the word at the very end, which may still be growing; None when a blank or a mark follows it.
    """

    text: str = ""
    root: Node | None = None
    problems: tuple[QueryProblem, ...] = ()
    typed: Term | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return self.root is None


def nodes(node: Node | None) -> Iterator[tuple[Node, bool]]:
    """Every node below `node` and itself, each with whether it is asked for (True) or excluded."""
    stack = [] if node is None else [(node, True)]
    while stack:
        current, wanted = stack.pop()
        yield current, wanted
        if isinstance(current, Not):
            stack.append((current.part, not wanted))
        elif isinstance(current, And | Or):
            stack.extend((part, wanted) for part in reversed(current.parts))


def terms(query: Query) -> tuple[Term, ...]:
    """The words and phrases that are asked for, in reading order; excluded ones are left out."""
    return tuple(node for node, wanted in nodes(query.root) if wanted and isinstance(node, Term))


def states(query: Query) -> frozenset[str]:
    """The states that the query mentions anywhere."""
    return frozenset(node.name for node, _ in nodes(query.root) if isinstance(node, State))


def parse(text: str, today: datetime.date | None = None) -> Query:
    """Understand a query. Never raises, and takes time in proportion to the length of `text`.

    Dates such as "yesterday" are counted from `today`; None is the day that it is here.
    """
    return _Parser(text, today).parse()


def while_typing(query: Query) -> Query:
    """The query with the word at its very end as the beginning of a word; the same where it ends otherwise.

    One letter begins too many words, and stays a word of its own.
    """
    typed = query.typed
    if typed is None or query.root is None or len(typed.words[-1]) < 2:
        return query
    grown = dataclasses.replace(typed, prefix=True, growing=True)
    return dataclasses.replace(query, root=_replaced(query.root, typed, grown), typed=grown)


def _replaced(node: Node, old: Term, new: Term) -> Node:
    if node == old:
        return new
    if isinstance(node, Not):
        return Not(_replaced(node.part, old, new))
    if isinstance(node, And | Or):
        return type(node)(tuple(_replaced(part, old, new) for part in node.parts))
    return node


@dataclass(slots=True)
class _Group:
    """An open parenthesis: the alternatives so far, the last of which still grows."""

    start: int
    field: str = ""
    negated: bool = False
    alternatives: list[list[Node]] = dataclasses.field(default_factory=lambda: [[]])
    negate_next: bool = False
    waiting: tuple[int, int] | None = None
    """Where OR, AND, NOT or a dash stands, as long as nothing follows it."""

    def add(self, node: Node) -> None:
        self.alternatives[-1].append(Not(node) if self.negate_next else node)
        self.negate_next, self.waiting = False, None

    def node(self) -> Node | None:
        choices = [_joined(And, parts) for parts in self.alternatives if parts]
        return _joined(Or, choices) if choices else None


def _joined(kind: type[And] | type[Or], parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


class _Parser:
    """One pass over the pieces of a query with a stack of open groups."""

    def __init__(self, text: str, today: datetime.date | None) -> None:
        self.text = text
        self.today = today or datetime.date.today()  # noqa: DTZ011  the reader's own day
        self.groups = [_Group(0)]
        self.problems: list[QueryProblem] = []
        self.typed: Term | None = None
        self.too_deep = 0

    def parse(self) -> Query:
        at = 0
        while at < len(self.text):
            at = self._piece(at)
        self._close_all()
        return Query(self.text, self.groups[0].node(), tuple(self.problems), self.typed)

    def _piece(self, at: int) -> int:
        """Take one piece that begins at `at`; return where the next one begins."""
        match = _PIECE.match(self.text, at)
        if match is None:
            return at + 1
        piece = match[0]
        group = self.groups[-1]
        if piece.isspace():
            return match.end()
        if piece in _SIGNS:
            self._sign(piece, at)
        elif piece == "(":
            self._open(at, "")
        elif piece == ")":
            self._closing(at)
        else:
            end = self._phrase(at, "", at) if piece in _MARKS else self._chunk(at, match.end())
            group.negate_next, group.waiting = False, None  # also where it could not be understood
            return end
        return match.end()

    def _sign(self, sign: str, at: int) -> None:
        """Take what joins or excludes, and mark where it stands until something follows it."""
        group = self.groups[-1]
        if sign in ("OR", "AND"):
            if group.waiting or not group.alternatives[-1]:
                self._problem(at, at + len(sign), f"Something must stand before {sign}.")
            if sign == "OR":
                group.alternatives.append([])
        else:
            group.negate_next = True
        group.waiting = at, at + len(sign)

    def _followed(self) -> None:
        """Name the sign of the innermost group that nothing follows."""
        group = self.groups[-1]
        if group.waiting is not None:
            sign = self.text[slice(*group.waiting)]
            self._problem(*group.waiting, f"Something must follow {sign}.")
            group.waiting = None

    def _chunk(self, start: int, end: int) -> int:
        """Take a word, or `field:` with what follows it."""
        found = _FIELD.match(self.text, start, end)
        name = found["name"].lower() if found else ""
        meant = name if name in FIELDS else field_meant(name)
        if found is None or not meant:
            self._term(self.text[start:end], "", start, end)
            return end
        at = found.end()
        if meant != name:
            self._problem(start, at, f"There is no field {name}:, did you mean {meant}:?")
            name = ""
        if at == end and at < len(self.text):
            if self.text[at] in _MARKS:
                return self._phrase(at, name, start)
            if self.text[at] == "(" and (not name or name in WORD_FIELDS):
                self._open(start, name)
                return at + 1
        if name:
            self._value(name, self.text[at:end], start, end)
        else:
            self._term(self.text[at:end], "", at, end)
        return end

    def _phrase(self, at: int, name: str, start: int) -> int:
        """Take what stands between two quotation marks, the first of them at `at`."""
        end = at + 1
        while end < len(self.text) and self.text[end] not in _MARKS:
            end += 1
        closed = end < len(self.text)
        inner = self.text[at + 1 : end]
        if not closed:
            self._problem(at, len(self.text), "The closing quotation mark is missing.")
        after = end + closed
        if name and name not in WORD_FIELDS:
            self._value(name, inner, start, after)
        elif closed or inner.strip():
            self._words(folding.words(inner), name, start, after, prefix=False, growing=not closed)
        return after

    def _value(self, name: str, value: str, start: int, end: int) -> None:
        """Take the value of a field."""
        if not value:
            self._problem(start, end, f"Something must follow {name}:.")
        elif value[0] == "-" != value and (name in WORD_FIELDS or name == "tag"):
            self._problem(start, end, f"The dash stands before the field: -{name}:{value.lstrip('-')}.")
        elif name in WORD_FIELDS:
            self._term(value, name, start, end)
        elif name in DATE_FIELDS:
            self._days(name, value, start, end)
        elif name == "in":
            self.groups[-1].add(Folder(value.replace("\\", "/").strip("/")))
        elif name == "tag":
            self.groups[-1].add(State(f"tag:{value.removeprefix('#').lower()}"))
        elif value.lower() in STATES:
            self.groups[-1].add(State(value.lower()))
        else:
            self._problem(start, end, f"is: knows {', '.join(STATES)}.")

    def _days(self, name: str, value: str, start: int, end: int) -> None:
        found = periods.days(name, value, self.today)
        if found is None:
            example = "2023, 2023-04, 2023-04-18, 3w" + (
                " or 2022..2023" if name == "date" else " or last-week"
            )
            self._problem(start, end, f"{name}: takes a date such as {example}.")
        else:
            self.groups[-1].add(Days(*found))

    def _term(self, value: str, name: str, start: int, end: int) -> None:
        prefix, found = value.endswith("*"), folding.words(value)
        if value.startswith("*"):
            self._problem(start, end, "A star stands at the end of a word.")
        if found or not value.startswith("*"):
            self._words(found, name, start, end, prefix=prefix, growing=not prefix)

    def _words(
        self, found: list[str], name: str, start: int, end: int, *, prefix: bool, growing: bool
    ) -> None:
        if not found:
            if not _DASHES.fullmatch(self.text, start, end):
                self._problem(start, end, "There is no letter or digit in this to search for.")
            return
        term = Term(tuple(found), name or self.groups[-1].field, prefix, start, end)
        last = self.text[-1]
        if growing and end == len(self.text) and (last.isalnum() or last == "_"):
            self.typed = term
        self.groups[-1].add(term)

    def _open(self, at: int, name: str) -> None:
        if len(self.groups) > _DEPTH:
            self.too_deep += 1
            if self.too_deep == 1:
                self._problem(at, at + 1, "These parentheses are nested too deeply, and are left out.")
            return
        outer = self.groups[-1]
        self.groups.append(_Group(at, name or outer.field, outer.negate_next))
        outer.negate_next, outer.waiting = False, None

    def _closing(self, at: int) -> None:
        if self.too_deep:
            self.too_deep -= 1
        elif len(self.groups) > 1:
            start = self.groups[-1].start
            if not self._close():
                self._problem(start, at + 1, "There is nothing in these parentheses.")
        else:
            self._problem(at, at + 1, "This parenthesis closes nothing.")

    def _close_all(self) -> None:
        """Close what is still open at the end."""
        if len(self.groups) > 1 and not self.too_deep:
            at = self.text.index("(", self.groups[1].start)
            self._problem(at, at + 1, "The closing parenthesis is missing.")
        while len(self.groups) > 1:
            self._close()
        self._followed()

    def _close(self) -> bool:
        """Close the innermost group; False when it asks for nothing."""
        self._followed()
        group = self.groups.pop()
        node = group.node()
        if node is not None:
            self.groups[-1].negate_next = group.negated
            self.groups[-1].add(node)
        return node is not None

    def _problem(self, start: int, end: int, message: str) -> None:
        self.problems.append(QueryProblem(start, end, message))
