"""Is a story in English? Only then do capitals tell names."""

from tui_reader.analysis.tokens import Document

_ENGLISH = frozenset(
    "the of and to a in that is was for on with he she it as at by from his her they have has had be are were been "
    "this not but who which said will would their its an or you we i".split(),
)
_OTHER = frozenset(
    "der die das und nicht ist ein eine mit auf für von zu den dem des sich le la les des et est une un dans que qui pour "
    "pas sur el los las y es en por con para una del il di che non per sono della o os da do em uma não het een van "
    "niet voor och att som på är og i at det til ja ei on w z na się nie jest".split(),
)


def is_english(document: Document) -> bool:
    """Compare how often the commonest words of English and of its neighbours stand in the first 2,000 tokens."""
    english = other = letters = 0
    for word in document.words[:2000]:
        if word[0].isalpha():
            letters += 1
            low = word.lower()
            if low in _ENGLISH:
                english += 1
            elif low in _OTHER:
                other += 1
    if letters < 12:
        return other <= english
    return english > other and english >= 0.08 * letters
