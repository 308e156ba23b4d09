"""Queries that are made from a story's own words and names."""

import re
from typing import Literal

from tui_reader.index import folding

_MARKS = re.compile(r'["“”„‟«»\s]+')
_MOST_WORDS = 40
"""A phrase of so many words is found nowhere else already."""


def phrase(words: str, field: Literal["", "mentions", "person", "org", "place", "speaker"] = "") -> str:
    """The query for some words in this order, in one field or anywhere; empty when there is no word to look for."""
    kept = _MARKS.sub(" ", words).split()[:_MOST_WORDS]
    if not any(folding.words(word) for word in kept):
        return ""
    return (f"{field}:" if field else "") + f'"{" ".join(kept)}"'
