"""Is a story in English? Only then do capitals tell names."""

from tui_reader.analysis.names.wordlists import word_set
from tui_reader.analysis.tokens import Document

_LAST_LATIN = "\u024f"
_SHORT = 12  # words; of so few only another language's own words tell


def is_english(document: Document) -> bool:
    """Compare how often the commonest words of English and of its neighbours stand in the first 2,000 tokens."""
    here, elsewhere = word_set("language_english"), word_set("language_other")
    english = other = letters = foreign = 0
    for word in document.words[:2000]:
        if word[0].isalpha():
            letters += 1
            foreign += word[0] > _LAST_LATIN
            low = word.lower()
            if low in here:
                english += 1
            elif low in elsewhere:
                other += 1
    if foreign * 2 > letters:
        return False
    if letters < _SHORT:
        return other <= english
    return english > other and english >= 0.08 * letters
