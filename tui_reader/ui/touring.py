"""What the app does for the tour: it lays it over the room that is open, and takes it away again."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import BindingType

from tui_reader.ui.bindings import bindings

if TYPE_CHECKING:
    from tui_reader.ui.screens.touring import TourScreen

_KEYS = frozenset(("tour_next", "tour_end"))


class Touring(App[None]):
    """An app in which a tour may be taken. The tour's own keys work wherever it leads, and only in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("tour"),
        *(replace(binding, priority=True) for binding in bindings("tour-next", "tour-end")),
    ]
    tour: "TourScreen | None" = None
    _theme_before = ""

    def begin_tour(self, tour: "TourScreen") -> None:
        """Lay a tour over what is open, which goes on as it was."""
        self.tour = tour
        self._theme_before = self.theme
        self.push_screen(tour, self._tour_ended)

    def _tour_ended(self, _: None) -> None:
        self.tour = None
        if self._theme_before in self.available_themes:
            self.theme = self._theme_before

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key's action can be done now."""
        if action in _KEYS:
            return self.tour is not None
        return super().check_action(action, parameters)

    def action_tour_next(self) -> None:
        """Go on to the next step."""
        if self.tour is not None:
            self.tour.skip_step()

    def action_tour_end(self) -> None:
        """Go back to where the user was."""
        if self.tour is not None:
            self.tour.end_tour()
