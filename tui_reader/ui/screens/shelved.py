"""What screens that show the user's shelf have in common."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class ShowsShelf(Protocol):
    """A screen that lists what lies on the shelf, and lists it again when another program has changed it."""

    async def list_again(self) -> None:
        """Read the shelf and show what it holds now."""
