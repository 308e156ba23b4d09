"""Dates as a query writes them: a year, a month, a day, or a range of them."""

import calendar
import re

FIRST = "0001-01-01"
LAST = "9999-12-31"
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def period(text: str) -> tuple[str, str] | None:
    """The first and the last day, both ISO, that YYYY, YYYY-MM or YYYY-MM-DD covers; None for anything else."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year = int(match[1])
    month = int(match[2] or 1)
    if not 1 <= year <= 9999 or not 1 <= month <= 12:
        return None
    if match[2] is None:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    last = calendar.monthrange(year, month)[1]
    if match[3] is None:
        return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{last:02}"
    day = int(match[3])
    if not 1 <= day <= last:
        return None
    return (f"{year:04}-{month:02}-{day:02}",) * 2


def days(field: str, text: str) -> tuple[str, str] | None:
    """The first and the last day that `date:`, `before:` or `after:` with this value allows; None for no date.

    `after:` begins with the first day of its period, `before:` ends with the day before its first;
    `date:` takes a period, or a range `2022..2023`, open on either side.
    """
    if field == "date" and ".." in text:
        first, _, last = text.partition("..")
        begin = period(first) if first else (FIRST, FIRST)
        end = period(last) if last else (LAST, LAST)
        if begin is None or end is None or not (first or last):
            return None
        return begin[0], end[1]
    found = period(text)
    if found is None or field == "date":
        return found
    return (found[0], LAST) if field == "after" else (FIRST, _before(found[0]))


def _before(day: str) -> str:
    """The day before; an impossible one ("0000-…") before the first there is."""
    year, month, date = (int(part) for part in day.split("-"))
    if date > 1:
        return f"{year:04}-{month:02}-{date - 1:02}"
    if month > 1:
        return f"{year:04}-{month - 1:02}-{calendar.monthrange(year, month - 1)[1]:02}"
    return f"{year - 1:04}-12-31"
