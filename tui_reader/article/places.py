"""A place in a story that lasts when its file changes."""

from tui_reader.article.model import Article


def paragraph_in(new: Article, old: Article, number: int) -> int:
    """Where paragraph `number` of the old text is in the new one, from 0.

    The same words nearest to where they were; where they are gone, just behind the last paragraph before them
    that is still there.
    """
    words: dict[str, list[int]] = {}
    for at, paragraph in enumerate(new.paragraphs):
        words.setdefault(new.text[paragraph.start : paragraph.end], []).append(at)
    last = max(len(new.paragraphs) - 1, 0)
    for before in range(min(number, len(old.paragraphs) - 1), -1, -1):
        paragraph = old.paragraphs[before]
        places = words.get(old.text[paragraph.start : paragraph.end])
        if places:
            nearest = min((abs(at - before), at) for at in places)[1]
            return nearest if before == number else min(nearest + 1, last)
    return min(number, last)
