"""Dates as a query writes them: a year, a month, a day, a time that has passed since then, or a range of them."""

import calendar
import datetime
import re
from datetime import timedelta

FIRST = "0001-01-01"
LAST = "9999-12-31"
NAMED = (
    "today",
    "yesterday",
    "this-week",
    "last-week",
    "this-month",
    "last-month",
    "this-year",
    "last-year",
)
"""Periods that a query calls by name; weeks begin on Monday."""

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_AGO = re.compile(r"(\d{1,6})([dwmy])", re.ASCII)


def days(field: str, text: str, today: datetime.date) -> tuple[str, str] | None:
    """The first and the last day, both ISO, that `date:`, `before:` or `after:` with this value allows.

    `after:` begins with the first day of its period, `before:` ends with the day before its first;
    `date:` takes a period, a range `2022..2023`, open on either side, or "3w" for the last three weeks.
    None when this is no date.
    """
    text = text.lower()
    if field == "date" and ".." in text:
        first, _, last = text.partition("..")
        begin = period(first, today) if first else (FIRST, FIRST)
        end = period(last, today) if last else (LAST, LAST)
        if begin is None or end is None or not (first or last):
            return None
        return begin[0], end[1]
    found = period(text, today)
    if found is None:
        return None
    if field == "date":
        return (found[0], today.isoformat()) if _AGO.fullmatch(text) else found
    return (found[0], LAST) if field == "after" else (FIRST, _before(found[0]))


def period(text: str, today: datetime.date) -> tuple[str, str] | None:
    """The first and the last day of a period; None for anything else.

    YYYY, YYYY-MM, YYYY-MM-DD, one of NAMED, or the day that is so many days, weeks, months or years ago: 3d, 3w, 3m, 3y.
    """
    ago = _AGO.fullmatch(text)
    if ago:
        return (_ago(int(ago[1]), ago[2], today).isoformat(),) * 2
    if text in NAMED:
        first, last = _named(text, today)
        return first.isoformat(), last.isoformat()
    return _calendar(text)


def _calendar(text: str) -> tuple[str, str] | None:
    """The first and the last day of YYYY, YYYY-MM or YYYY-MM-DD."""
    match = _DATE.fullmatch(text)
    if match is None or not 1 <= int(match[1]) <= 9999 or not 1 <= int(match[2] or 1) <= 12:
        return None
    year, month = int(match[1]), int(match[2] or 1)
    if match[2] is None:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    last = calendar.monthrange(year, month)[1]
    if match[3] is None:
        return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{last:02}"
    return (f"{year:04}-{month:02}-{int(match[3]):02}",) * 2 if 1 <= int(match[3]) <= last else None


def _ago(count: int, unit: str, today: datetime.date) -> datetime.date:
    """The day that lies so far back; the first day there is when that is too far."""
    try:
        if unit in "dw":
            return today - timedelta(days=count * (7 if unit == "w" else 1))
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        return today.replace(
            year=year, month=month + 1, day=min(today.day, calendar.monthrange(year, month + 1)[1])
        )
    except (ValueError, OverflowError):
        return datetime.date.min


def _named(name: str, today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of one of NAMED."""
    day = timedelta(days=1)
    if name in ("today", "yesterday"):
        found = today if name == "today" else today - day
        return found, found
    which, unit = name.split("-")
    if unit == "week":
        begin = today - timedelta(days=today.weekday())
        first = begin if which == "this" else begin - timedelta(days=7)
        return first, first + timedelta(days=6)
    if unit == "month":
        begin = today.replace(day=1)
        first = begin if which == "this" else (begin - day).replace(day=1)
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
    year = today.year if which == "this" else today.year - 1
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def _before(day: str) -> str:
    """The day before; an impossible one ("0000-…") before the first there is."""
    year, month, date = (int(part) for part in day.split("-"))
    if date > 1:
        return f"{year:04}-{month:02}-{date - 1:02}"
    if month > 1:
        return f"{year:04}-{month - 1:02}-{calendar.monthrange(year, month - 1)[1]:02}"
    return f"{year - 1:04}-12-31"
