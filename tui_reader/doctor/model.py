"""What a check finds."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, in half a sentence; with `advice` something needs doing, and `fix` does it.

    `fix` returns what it did, in half a sentence, and raises what it could not do.
    """

    check: str
    found: str
    advice: str = ""
    fix: Callable[[], str] | None = None

    @property
    def is_well(self) -> bool:
        """Whether nothing needs doing."""
        return not self.advice
