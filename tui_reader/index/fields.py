"""The names of the query language's fields, and which one somebody means who writes another name."""

import difflib

WORD_FIELDS = ("title", "person", "org", "place", "mentions", "speaker", "said", "source")
DATE_FIELDS = ("date", "before", "after")
FIELDS = (*WORD_FIELDS, *DATE_FIELDS, "is", "tag", "in")
STATES = ("unread", "read", "bookmarked", "hidden")
_MEANT = {
    "by": "speaker",
    "from": "source",
    "says": "said",
    "quote": "said",
    "people": "person",
    "organization": "org",
    "organisation": "org",
    "location": "place",
    "headline": "title",
    "since": "after",
    "until": "before",
    "folder": "in",
}
"""What people write for the names of fields; slips of the keyboard are understood besides."""


def field_meant(name: str) -> str:
    """The field that somebody means who writes `name`; empty when that is a word like any other."""
    if name in _MEANT or len(name) < 4:
        return _MEANT.get(name, "")
    close = difflib.get_close_matches(name, FIELDS, 1, 0.75)
    return close[0] if close else ""
