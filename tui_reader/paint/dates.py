"""Dates and counts in the words of the screen."""

import datetime
import math

from tui_reader import signs
from tui_reader.analysis.model import Analysis
from tui_reader.article.model import Article
from tui_reader.paint.measure import width_of

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WORDS_A_MINUTE = 230
"""How fast people read news."""

_NO_NAMES = "no names: not in English"
_LARGE = "no names: too large"


def day(date: datetime.date | str | None) -> str:
    """A date as "18 Apr 2023", from a date or its ISO form; empty when there is none."""
    if isinstance(date, str):
        try:
            date = datetime.date.fromisoformat(date)
        except ValueError:
            return ""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}" if date else ""


def reading_time(words: float) -> str:
    """How long so many words take to read: "2 min", "3 h 50 min"."""
    hours, minutes = divmod(max(1, round(words / _WORDS_A_MINUTE)), 60)
    return " ".join(
        [*([f"{hours} h"] if hours else []), *([f"{minutes} min"] if minutes or not hours else [])]
    )


def count(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 quote", "1,204 stories"."""
    return f"{number:,} {one if number == 1 else many}"


def time_left(seconds: float | None) -> str:
    """How long something will still take: "40 s left", "3 min left"; empty where that is not known."""
    if seconds is None:
        return ""
    if seconds <= 55:
        return f"{max(math.ceil(seconds / 10), 1) * 10} s left"
    if seconds < 90 * 60:
        return f"{math.ceil(seconds / 60)} min left"
    return f"{math.ceil(seconds / 3600)} h left"


def about(article: Article, analysis: Analysis | None, width: int | None = None) -> str:
    """One line about a story: "18 Apr 2023 · The Paper · 2 min · 14 people · 6 quotes".

    A story in another language, or a very large one, says why it has no names. With `width`, the source and then the counts give
    way where there are not so many cells.
    """
    source = [article.source] if article.source else []
    start, end = [day(article.date)] if article.date else [], [reading_time(article.words)]
    people, quotes = (len(analysis.people()), len(analysis.quotes)) if analysis else (0, 0)
    counts = [count(people, "person", "people")] if people else []
    counts += [count(quotes, "quote", "quotes")] if quotes else []
    counts += [_NO_NAMES] if analysis and not analysis.english else []
    counts += [_LARGE] if analysis and analysis.large else []
    for parts in (start + source + end + counts, start + end + counts, start + end):
        line = signs.now().between.join(parts)
        if width is None or width_of(line) <= width:
            break
    return line
