"""What is drawn before the words of a paragraph: an item's dot or number, a quotation's line, the blanks before code."""

import sys

from tui_reader.article.model import Paragraph
from tui_reader.signs import Signs

_DEEPER = 2


def opening(paragraph: Paragraph, drawn: Signs, room: int = sys.maxsize) -> str:
    """The signs before a paragraph, with the blank behind them; an item further in begins at most at the cell `room`.

    A paragraph that goes on with an item begins where the words of the item do.
    """
    if paragraph.kind == "item":
        return f"{' ' * min(paragraph.level * _DEEPER, room)}{paragraph.number or drawn.item} "
    if paragraph.kind == "text" and paragraph.level:
        return " " * len(opening(paragraph._replace(kind="item", level=paragraph.level - 1), drawn, room))
    if paragraph.kind == "quotation":
        return f"{drawn.quotation} "
    return "  " if paragraph.kind == "code" else ""
