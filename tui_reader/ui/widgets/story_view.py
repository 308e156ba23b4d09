"""The story: its page in a centred column, speakers in the margin, with a place that survives every change."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.worker import Worker

from tui_reader.analysis.model import Analysis, Entity
from tui_reader.article.model import Article
from tui_reader.paint.measure import Span
from tui_reader.paint.model import Mark
from tui_reader.paint.story import Page
from tui_reader.ui.bindings import bindings
from tui_reader.ui.widgets.lines import LineView
from tui_reader.ui.widgets.story_form import Form, form_in
from tui_reader.ui.widgets.story_lights import Lights
from tui_reader.ui.widgets.story_line import segments_of
from tui_reader.ui.widgets.story_place import StoryPlace
from tui_reader.ui.widgets.story_sight import BOTTOM, TOP, Sight
from tui_reader.ui.widgets.story_steps import nearest, next_paragraph

_LONG = 200_000
"""Code points of a story that takes longer to lay out than a key may wait."""


class StoryView(LineView):
    """Shows one story. It keeps its place in code points of the text, whatever changes around it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("skim")]
    ALLOW_SELECT = False

    class Moved(Message):
        """Another story is shown, or the same one in another way; where it is scrolled to is watched by `scroll_y`."""

    class SkimAsked(Message):
        """The statements alone are asked for, or the whole story again."""

    def __init__(self, *, wanted_width: int, indented: bool = False, id: str | None = None) -> None:  # noqa: A002  Textual's own word
        super().__init__(id=id)
        self.page: Page | None = None
        self.left = 0
        self.lines_below = 0
        self.skimming = False
        self._wanted_width = wanted_width
        self._indented = indented
        self._analysis: Analysis | None = None
        self._lights = Lights()
        self.place = StoryPlace()
        self._message = ""
        self._prepared: Page | None = None
        self._laying_out: Worker[None] | None = None
        self._laid_out_for: Size | None = None
        self._height = 0
        self._led_by_light = False

    @property
    def article(self) -> Article | None:
        """The story that is shown, or None."""
        return self.page.article if self.page else None

    @property
    def analysis(self) -> Analysis | None:
        """The names and quotes of the story that is shown; None while they are not there."""
        return self._analysis

    @property
    def sight(self) -> Sight | None:
        """What is in sight of the story; None while there is none."""
        if self.page is None:
            return None
        return Sight(self.page, self.scroll_offset.y, self.size.height, self.virtual_size.height)

    @property
    def paragraph(self) -> int:
        """The paragraph at the top of the view, from 0."""
        return self.sight.paragraph if self.sight else 0

    @property
    def top_offset(self) -> int:
        """The first code point of the text that is in sight, or after it."""
        return self.sight.top_offset if self.sight else 0

    @property
    def share(self) -> float:
        """How far down the view is, from 0 at the top of the story to 1 where its last line is in sight."""
        return self.sight.share if self.sight else 0.0

    @property
    def reached(self) -> float:
        """How far down the reader has moved, 0 to 1; all of a story that is in sight as a whole."""
        whole = self.sight is not None and not self.skimming and self.sight.last_top <= 0
        return 1.0 if whole else self.place.reached

    def show(self, article: Article, *, paragraph: int = 0, page: Page | None = None) -> None:
        """Show a story from a paragraph on, without names and quotes as yet; `page` is it laid out by `prepare`."""
        self.begin_anew()
        self._prepared = page
        self.place = StoryPlace.at(article, paragraph)
        self._lay_out(article)

    def rename(self, article: Article) -> None:
        """The story that is shown is this one, which differs from it in nothing but its file's name."""
        if self.page is not None:
            self.page.article = article

    def begin_anew(self) -> None:
        """Forget what belonged to the story that was shown."""
        self._analysis, self._lights, self._message, self.skimming = None, Lights(), "", False

    def prepare(self, article: Article, analysis: Analysis | None = None) -> Page | None:
        """Lay out a long story for the view as it is, away from the screen's thread; None when that takes no time."""
        shown = self.article
        is_there = analysis is None and shown is not None and shown.content_hash == article.content_hash
        takes_long = len(article.text) > _LONG and not is_there and not (analysis and analysis.large)
        return self._form.page(article, analysis) if takes_long else None

    def show_message(self, message: str) -> None:
        """Show a sentence instead of a story."""
        self.page, self._message, self.place = None, message, StoryPlace()
        self._lay_out_again()
        self.post_message(self.Moved())

    def show_analysis(self, analysis: Analysis, page: Page | None = None) -> None:
        """Light the names and quotes of the story that is shown; `page` is it laid out with them by `prepare`."""
        self._analysis, self._prepared = analysis, page
        if analysis.large and self.page is not None:
            self.page.analysis, self.page.analysed = analysis, True
            self.redraw()
        else:
            self._lay_out_again()

    def show_matches(self, matches: Sequence[Span], title_matches: Sequence[Span]) -> None:
        """Light what a search found in the story that is shown."""
        matches, title_matches, lights = list(matches), list(title_matches), self._lights
        if self.page is not None and (matches, title_matches) != (lights.matches, lights.title_matches):
            lights.matches, lights.title_matches = matches, title_matches
            lights.light_matches(self.page)
            self._tell()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark what is bookmarked in the story that is shown."""
        if marks != self._lights.marks and self.page is not None:
            self._lights.marks = marks
            self.page.show_marks(marks)
            self.redraw()

    def move_by_paragraph(self, step: int) -> None:
        """Bring the beginning of a paragraph further down or up to the top."""
        if self.sight is not None:
            self._bring_to_top(next_paragraph(self.sight, step))

    def action_skim(self) -> None:
        """Ask for the statements alone, or for the whole story."""
        self.post_message(self.SkimAsked())

    def skim(self, *, on: bool) -> None:
        """Show the statements alone, or the whole story; the place is kept, and what is lit stays in sight."""
        self.skimming = on
        self._lay_out_again()

    def set_layout(self, width: int, *, indented: bool | None = None) -> None:
        """Choose the width of the column, in cells, and (unless None) what parts paragraphs; the place is kept."""
        self._wanted_width = width
        self._indented = self._indented if indented is None else indented
        self._lay_out_again()

    def go_to(self, offset: int) -> None:
        """Bring a code point of the text into sight, a third below the top when it is out of sight."""
        if self.sight is not None:
            self._arrive_at(offset, self.sight.top_to_see(offset))

    def return_to(self, offset: int) -> None:
        """Bring the line of a code point to the top, as it was when the reader left."""
        if self.sight is not None:
            self._arrive_at(offset, self.sight.line_of(offset) if offset else 0)

    def _arrive_at(self, offset: int, top: int | None) -> None:
        """Have the line `top`, if any, at the top for a code point; behind the list it becomes the place, which is found when it is shown."""
        if not self.size.height:
            self.place.offset = offset or None
        elif top is not None:
            self._bring_to_top(top)

    def _bring_to_top(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, force=True)

    def light(self, span: Span | None) -> None:
        """Light what the keys have stepped to, and bring it into sight; None for nothing."""
        if self.page is None:
            return
        if self._led_by_light and self.sight is not None:
            self._move_place(self.sight)
        self.page.lit = span
        if span is not None:
            self.go_to(span[0])
        self._tell()

    def keep_lit(self, span: Span | None) -> None:
        """Light what was lit before the story changed, wherever it is now; the view stays as it is."""
        if self.page is not None:
            self.page.lit = span
            self._tell()

    @property
    def spotlit(self) -> Entity | None:
        """Whose names and words are lit, while the rest steps back; None for nobody."""
        return self.page.spotlit if self.page else None

    def spotlight(self, entity: Entity | None) -> None:
        """Light one entity's names and words, or everything again."""
        self._lights.spotlit = entity.name if entity else None
        sight = self.sight
        if sight is not None:
            sight.page.spotlight(entity)
            offset = nearest(sight, [mention.start for mention in entity.mentions] if entity else [])
            if offset is not None:
                self.go_to(offset)
        self.redraw()

    def go_to_match(self, number: int) -> None:
        """Make a match the current one, and bring it into sight."""
        if self.page is not None:
            self.page.current_match = number
            self.go_to(self.page.matches[number][0])
            self._tell()

    @property
    def line_in_use(self) -> int:
        """The line of what is lit, or who is named before it; the top of the view when nothing in sight is lit."""
        return self.sight.line_in_use if self.sight else super().line_in_use

    def draw(self, line: int, width: int, base: Style) -> list[Segment]:
        """One line: margin, bar, text."""
        page = self.page
        if page is None:
            return self.draw_message(self._message, line, width, base)
        if not TOP <= line < TOP + len(page):
            return []
        return segments_of(page.line(line - TOP), self.left, self.looks, base)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the page out again for the new width, at the same place."""
        del event
        self._lay_out_again()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place, when it was the reader who moved and not the window."""
        super().watch_scroll_y(old_value, new_value)
        moved = round(old_value) != round(new_value) and self._laid_out_for == self.size
        if moved and self.sight is not None:
            self._move_place(self.sight)

    def _move_place(self, sight: Sight) -> None:
        """What is in sight is where the reader is now."""
        self.place.move_to(sight, reading=not self.skimming)
        self._led_by_light = False

    def _lay_out(self, article: Article) -> None:
        """Lay the page out for the view as it is, with the place at the top; what is lit stays in sight."""
        form, lit = self._form, self._lit_in_sight(article)
        page = self._ready_page(article) or form.page(article, self._analysis)
        self._lights.light(page, self.page)
        self.page, self._prepared, self.left = page, None, form.left
        self._laid_out_for = None
        self.count_lines()
        self._bring_to_top(self.place.line_on(page))
        top = None if lit is None or self.sight is None else self.sight.top_to_see(lit)
        if top is not None:
            self._bring_to_top(top)
        self._led_by_light = top is not None
        self._laid_out_for, self._height = self.size, self.size.height
        self._tell()

    def _lit_in_sight(self, article: Article) -> int | None:
        """Where begins what is lit in a story, if the view had it in sight as it was laid out last."""
        if self.sight is None or self.sight.page.article is not article:
            return None
        lit = self.sight._replace(height=self._height).lit
        return None if lit is None else lit[0]

    @property
    def _form(self) -> Form:
        """The form of a page for the view as it is."""
        return form_in(self.size.width, self._wanted_width, indented=self._indented, skimming=self.skimming)

    def _ready_page(self, article: Article) -> Page | None:
        """The page of this story that is there already for the view as it is; None when it is to be laid out."""
        form, pages = self._form, (self._prepared, self.page)
        return next(
            (page for page in pages if page is not None and form.fits(page, article, self._analysis)), None
        )

    def count_lines(self) -> None:
        """Say how many lines the story has, with what a subclass draws below it."""
        self.set_line_count(TOP + (len(self.page) if self.page else 0) + self.lines_below + BOTTOM)

    def _lay_out_again(self) -> None:
        if self.page is None:
            self.set_line_count(self.size.height)
            self.redraw()
        elif len(self.page.article.text) > _LONG and self._ready_page(self.page.article) is None:
            self._laid_out_for = self.size
            if self._laying_out is None or self._laying_out.is_finished:
                self._laying_out = self.run_worker(self._lay_out_aside())
        else:
            self._lay_out(self.page.article)

    async def _lay_out_aside(self) -> None:
        """Lay a long story out beside the keys; the page that is there stays on the screen meanwhile."""
        while (article := self.article) is not None and self._ready_page(article) is None:
            self._prepared = await asyncio.to_thread(self._form.page, article, self._analysis)
        self._lay_out_again()

    def _tell(self) -> None:
        """Draw the story as it is now, and say so."""
        self.redraw()
        self.post_message(self.Moved())
