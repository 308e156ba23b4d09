"""Where a query's words stand in a story: words asked of speech only in the quotes of which they are asked."""

from collections.abc import Iterator

from tui_reader.analysis.model import Analysis
from tui_reader.index.document import speaker_names
from tui_reader.index.matches import find_terms, merged
from tui_reader.index.names import Words
from tui_reader.index.query import And, Node, Not, Or, Query, Term, nodes

_ELSEWHERE = ("title", "source")
_NOTHING_SAID = Analysis()

Statements = frozenset[int]


def asks_said(query: Query) -> bool:
    """Whether a query asks for words that somebody says: where they stand is known with the quotes of a story."""
    return _has_said(query.root)


def find_in_story(query: Query, text: str, analysis: Analysis | None) -> list[tuple[int, int]]:
    """The stretches of a story's text that a query matches, in order and apart from one another.

    `said:` matches inside quotes, with `speaker:` beside it inside those of that speaker, whose name is then no
    match of its own. Without an analysis nothing is known to be said.
    """
    if query.root is None:
        return []
    speech = _Speech(analysis or _NOTHING_SAID)
    anywhere: list[Term] = []
    said: list[tuple[Term, Statements]] = []
    for term, statements in speech.asked(query.root, speech.all, with_said=False):
        if statements is None:
            anywhere.append(term)
        else:
            said.append((term, statements))
    found = find_terms(anywhere, text)
    for quote in speech.quotes if said else ():
        wanted = [term for term, statements in said if quote.statement in statements]
        inside = find_terms(wanted, text[quote.start : quote.end])
        found += [(start + quote.start, end + quote.start) for start, end in inside]
    return merged(found)


class _Speech:
    """The quotes of a story, and who makes each statement."""

    def __init__(self, analysis: Analysis) -> None:
        self.quotes = analysis.quotes
        self._speakers: dict[int, set[Words]] = {}
        for quote in self.quotes:
            self._speakers.setdefault(quote.statement, set()).update(speaker_names(quote, analysis))
        self.all = Statements(self._speakers)

    def asked(
        self, node: Node, statements: Statements, *, with_said: bool
    ) -> Iterator[tuple[Term, Statements | None]]:
        """The terms to look for below `node`, each with the statements that may hold it, or None for the whole text.

        `with_said` says that words are asked for of the statements whose speakers are asked for here.
        """
        if isinstance(node, Term):
            if node.field == "said":
                yield node, statements
            elif node.field not in _ELSEWHERE and not (with_said and node.field == "speaker"):
                yield node, None
        elif isinstance(node, And):
            with_said = with_said or _has_said(node)
            for part in node.parts:
                if _is_of_speakers(part):
                    statements &= self._made_by(part)
            for part in node.parts:
                yield from self.asked(part, statements, with_said=with_said)
        elif isinstance(node, Or):
            for part in node.parts:
                yield from self.asked(part, statements, with_said=with_said)

    def _made_by(self, node: Node) -> Statements:
        """The statements whose speakers answer `node`, which asks for speakers only."""
        if isinstance(node, Term):
            return Statements(
                number
                for number, names in self._speakers.items()
                if any(_names(node, words) for words in names)
            )
        if isinstance(node, Not):
            return self.all - self._made_by(node.part)
        assert isinstance(node, And | Or)
        parts = [self._made_by(part) for part in node.parts]
        return self.all.intersection(*parts) if isinstance(node, And) else Statements().union(*parts)


def _has_said(node: Node | None) -> bool:
    return any(wanted and isinstance(each, Term) and each.field == "said" for each, wanted in nodes(node))


def _is_of_speakers(node: Node) -> bool:
    """Whether a node asks for speakers and nothing else."""
    if isinstance(node, And | Or):
        return all(map(_is_of_speakers, node.parts))
    if isinstance(node, Not):
        return _is_of_speakers(node.part)
    return isinstance(node, Term) and node.field == "speaker"


def _names(term: Term, name: Words) -> bool:
    """Whether the words of a term follow one another in a name."""
    *firsts, last = term.words
    for at in range(len(name) - len(firsts)):
        end = name[at + len(firsts)]
        if list(name[at : at + len(firsts)]) == firsts and (
            end == last or (term.prefix and end.startswith(last))
        ):
            return True
    return False
