"""A watch tells of what has changed, and of nothing else, until it is stopped."""

import time
from collections.abc import Callable

import pytest

from tui_reader.ui import watching
from tui_reader.ui.watching import Watch


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks often."""
    monkeypatch.setattr(watching, "_SECONDS", 0.01)


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fails when it does not."""
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.mark.parametrize("at_once", [False, True])
def test_each_change_is_told_once_until_it_is_stopped(*, at_once: bool) -> None:
    seen, looks, told = ["one"], [0], [0]

    def look() -> str:
        looks[0] += 1
        return seen[0]

    def tell() -> None:
        told[0] += 1

    watch = Watch(look, tell, at_once=at_once)
    watch.start()
    until(lambda: looks[0] > 3)
    assert watch.has_looked
    assert told[0] == at_once
    seen[0] = "two"
    until(lambda: told[0] == at_once + 1)
    before = looks[0]
    until(lambda: looks[0] > before + 3)
    assert told[0] == at_once + 1
    watch.stop()
    time.sleep(0.05)
    seen[0], ended = "three", looks[0]
    time.sleep(0.1)
    assert (looks[0], told[0]) == (ended, at_once + 1)


def test_a_screen_that_has_gone_ends_nothing() -> None:
    looks = [0]

    def look() -> int:
        looks[0] += 1
        return looks[0]

    def tell() -> None:
        raise RuntimeError("there is no event loop any more")

    watch = Watch(look, tell)
    watch.start()
    until(lambda: looks[0] > 3)
    watch.stop()
