"""Finding the names of persons, organizations and places, and linking the mentions of one entity.

`find_names` cuts capitalized runs into candidates (candidates.py), judges each distinct string once for the
whole story (types.py) and links what names the same (link.py). `resolve_pronouns` adds "he" and "she".
"""

from tui_reader.analysis.names.find import find_names
from tui_reader.analysis.names.language import is_english
from tui_reader.analysis.names.pronouns import resolve_pronouns

__all__ = ["find_names", "is_english", "resolve_pronouns"]
