"""What screens that show the user's shelf have in common."""

from typing import Protocol, runtime_checkable

from textual.dom import DOMNode


@runtime_checkable
class ShowsShelf(Protocol):
    """A screen that lists what lies on the shelf, and lists it again when another program has changed it."""

    async def list_again(self) -> None:
        """Read the shelf and show what it holds now."""


def is_in_use(screen: DOMNode) -> bool:
    """Whether a screen still has its widgets: what was fetched for it may come after it was left."""
    return screen.is_attached and screen.display
