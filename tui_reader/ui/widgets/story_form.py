"""The form of a story's page: which kind of page it is, and where its column stands in a view."""

from typing import NamedTuple

from tui_reader import signs
from tui_reader.analysis.model import Analysis
from tui_reader.article.model import Article
from tui_reader.paint.column import column_of
from tui_reader.paint.story import Page

_ROOM_FOR_MARKS = 14
"""Cells at the right of a line for a mark in words."""


class Form(NamedTuple):
    """What pages of stories have in common; `left` of the column, its `width` and its `margin` are in cells."""

    kind: type[Page]
    left: int
    width: int
    margin: int
    indented: bool

    def page(self, article: Article, analysis: Analysis | None) -> Page:
        """A story laid out in this form."""
        return self.kind(article, analysis, width=self.width, margin=self.margin, indented=self.indented)

    def fits(self, page: Page, article: Article, analysis: Analysis | None) -> bool:
        """Whether a page is what `page` would make of this very story."""
        return (
            page.article is article
            and (page.analysis if page.analysed else None) is analysis
            and (type(page), page.width, page.margin, page.indented)
            == (self.kind, self.width, self.margin, self.indented)
        )


def form_in(room: int, wanted_width: int, *, indented: bool, skimming: bool) -> Form:
    """The form of a page in a view `room` cells wide, with the signs that are in use."""
    if signs.in_words():
        from tui_reader.paint.spoken import Spoken, SpokenSkim  # noqa: PLC0415  few readers hear it

        width = max(min(wanted_width, room - _ROOM_FOR_MARKS), 10)
        return Form(SpokenSkim if skimming else Spoken, 0, width, 0, indented)
    form = Form(Page, *column_of(room, wanted_width), indented)
    if skimming:
        from tui_reader.paint.skim import Skim  # noqa: PLC0415  it reads sentences, and few readers skim

        return form._replace(kind=Skim)
    return form
