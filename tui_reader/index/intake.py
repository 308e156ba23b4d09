"""The one step from a file to what the index keeps of it: article, analysis, words."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tui_reader.analysis.corrections import Correction, corrected
from tui_reader.analysis.model import Analysis
from tui_reader.analysis.pipeline import analyze
from tui_reader.article.folder import FileEntry, read_article
from tui_reader.article.limits import MEGABYTE, Limits
from tui_reader.index.document import Document, document
from tui_reader.index.model import Row


@dataclass(frozen=True, slots=True)
class Taken:
    """A file's row and words; no words where it says what it said before. `trouble` is why it has no names."""

    row: Row
    document: Document | None
    trouble: str = ""


def take_in(
    entry: FileEntry,
    root: Path,
    limits: Limits,
    old: Row | None,
    corrections: Sequence[Correction] = (),
    *,
    analysed: bool = True,
) -> Taken:
    """Read a file, and find what of it can be searched; `old` is what the index has of it, with these `corrections`.

    An article that is too large for its names, that the analysis stumbles over, or that is not to be `analysed`, is
    taken without names.

    Raises:
        ArticleError: the file cannot be read.
    """
    article = read_article(entry.path, root, limits)
    if old is not None and old.content_hash == article.content_hash:
        return Taken(Row.of(entry, article, old.people, old.quotes), None)
    analysis, trouble = Analysis(), "looking for them ended the process that did"
    if article.size > limits.named:
        analysis, trouble = (
            Analysis(large=True),
            f"it is larger than {limits.named // MEGABYTE} MB; the setting names_up_to allows more",
        )
    elif analysed:
        try:
            analysis, trouble = corrected(article.text, analyze(article.text), corrections), ""
        except Exception as error:  # noqa: BLE001  one story must not stop the others
            trouble = f"looking for them failed: {type(error).__name__}: {error}"
    row = Row.of(entry, article, len(analysis.people()), len(analysis.quotes))
    return Taken(row, document(article, analysis), trouble)
