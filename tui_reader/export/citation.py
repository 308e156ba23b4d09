"""What is copied: words with the speaker, headline and date that they come from."""

from typing import Literal, NamedTuple, get_args

from tui_reader.analysis.model import Confidence
from tui_reader.article.model import Article
from tui_reader.article.text import label
from tui_reader.export import markup
from tui_reader.paint import dates
from tui_reader.paint.doubt import with_doubt
from tui_reader.shelf.bookmarks import Bookmark

Form = Literal["plain", "markdown", "citation"]
FORMS: tuple[Form, ...] = get_args(Form)
_PAIRS = {"“": "”", '"': '"', "„": "“", "«": "»", "‘": "’"}


class Cited(NamedTuple):
    """Words and where they come from; empty is what is not known. `date` is ISO, `words` empty for a whole story.

    `confidence` says how sure it is that the `speaker` says them.
    """

    words: str
    title: str
    date: str = ""
    source: str = ""
    path: str = ""
    speaker: str = ""
    confidence: Confidence | None = None


def of_article(
    article: Article, start: int, end: int, speaker: str = "", confidence: Confidence | None = None
) -> Cited:
    """A stretch of a story, in code points, end exclusive."""
    day = article.date.isoformat() if article.date else ""
    words, path = article.text[start:end], str(article.path)
    return Cited(words, article.title, day, article.source, path, speaker, confidence)


def of_bookmark(bookmark: Bookmark) -> Cited:
    """What is bookmarked, as it was then."""
    return Cited(
        bookmark.words,
        bookmark.title,
        bookmark.date,
        path=bookmark.path,
        speaker=bookmark.speaker,
        confidence=bookmark.confidence,
    )


def cite(cited: Cited, form: Form) -> str:
    """The text to copy.

    "plain" is the words, then a line about them and the file; "markdown" a block quote with such a line;
    "citation" one line: “…” — Speaker, *Headline*, date. A speaker who is a guess has a question mark in each.
    """
    if form == "plain":
        about = _about(cited, label(cited.title))
        words = cited.words.strip("\n")
        return "\n".join(
            [*([words, "", f"— {about}"] if words else [about]), *([cited.path] if cited.path else [])]
        )
    if form == "markdown":
        about = attribution(cited)
        lines = markup.paragraphs(cited.words)
        return "\n".join(markup.quotation([*lines, "", f"— {about}"]) if lines else [about])
    about = _about(cited, f"*{label(cited.title)}*")
    words = label(cited.words)
    return f"{quoted(words)} — {about}" if words else about


def attribution(cited: Cited) -> str:
    """Speaker, *Headline*, paper, date, `file` in Markdown, as far as they are known."""
    title = markup.inline(cited.title)
    parts = (
        with_doubt(markup.inline(cited.speaker), cited.confidence),
        f"*{title}*" if title else "",
        markup.inline(cited.source),
        dates.day(cited.date),
        markup.code(cited.path) if cited.path else "",
    )
    return ", ".join(part for part in parts if part)


def quoted(words: str) -> str:
    """Words between quotation marks, which they may have already."""
    whole = len(words) > 1 and _PAIRS.get(words[0]) == words[-1] and words[0] not in words[1:-1]
    return words if whole and words[-1] not in words[1:-1] else f"“{words}”"


def _about(cited: Cited, title: str) -> str:
    speaker = with_doubt(label(cited.speaker), cited.confidence)
    parts = (speaker, title, label(cited.source), dates.day(cited.date))
    return ", ".join(part for part in parts if part)
