"""What screens that show the user's shelf have in common."""

from typing import Protocol, runtime_checkable

from textual.dom import DOMNode


@runtime_checkable
class ShowsShelf(Protocol):
    """A screen that lists what lies on the shelf, and lists it again when another program has changed it."""

    async def list_again(self) -> None:
        """Read the shelf and show what it holds now."""


@runtime_checkable
class HasDraft(Protocol):
    """A screen in which something is written that is not on the shelf yet."""

    def keep_draft(self) -> bool:
        """Put what was written on the shelf at once; False where there is nothing to keep.

        Raises:
            ShelfError: the shelf cannot be written.
        """


def is_in_use(screen: DOMNode) -> bool:
    """Whether a screen still has its widgets: what was fetched for it may come after it was left."""
    return screen.is_attached and screen.display
