"""Dates and counts in the words of the screen."""

import datetime

from tui_reader.analysis.model import Analysis
from tui_reader.article.model import Article

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WORDS_A_MINUTE = 230
"""How fast people read news."""


def day(date: datetime.date | str | None) -> str:
    """A date as "18 Apr 2023", from a date or its ISO form; empty when there is none."""
    if isinstance(date, str):
        try:
            date = datetime.date.fromisoformat(date)
        except ValueError:
            return ""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}" if date else ""


def minutes(words: int) -> str:
    """Reading time: "2 min"."""
    return f"{max(1, round(words / WORDS_A_MINUTE))} min"


def count(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 quote", "1,204 stories"."""
    return f"{number:,} {one if number == 1 else many}"


def about(article: Article, analysis: Analysis | None) -> str:
    """One line about a story: "18 Apr 2023 · The Paper · 2 min · 14 people · 6 quotes"."""
    parts = [day(article.date), article.source, minutes(article.words)]
    if analysis is not None:
        found = (len(analysis.people()), "person", "people"), (len(analysis.quotes), "quote", "quotes")
        parts += [count(number, one, many) for number, one, many in found if number]
    return " · ".join(part for part in parts if part)
