"""Is a story in English? Only then do capitals tell names."""

from tui_reader.analysis.names.wordlists import word_set
from tui_reader.analysis.tokens import Document


def is_english(document: Document) -> bool:
    """Compare how often the commonest words of English and of its neighbours stand in the first 2,000 tokens."""
    here, elsewhere = word_set("language_english"), word_set("language_other")
    english = other = letters = 0
    for word in document.words[:2000]:
        if word[0].isalpha():
            letters += 1
            low = word.lower()
            if low in here:
                english += 1
            elif low in elsewhere:
                other += 1
    if letters < 12:
        return other <= english
    return english > other and english >= 0.08 * letters
