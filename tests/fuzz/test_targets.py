"""The fuzzers' targets, on what Hypothesis thinks of: pieces of stories and queries, and bytes of every kind."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CHECKOUT
from tests.fuzz.__main__ import NAMES
from tests.fuzz.targets import TARGETS


def _words() -> list[bytes]:
    lines = (CHECKOUT / "tests" / "fuzz" / "words.dict").read_text("ascii").splitlines()
    quoted = (line[1:-1] for line in lines if line.startswith('"'))
    return [word.encode("ascii").decode("unicode_escape").encode("latin-1") for word in quoted]


PIECES = st.one_of(
    st.sampled_from(_words()),
    st.text(max_size=12).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=6),
)


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
@given(pieces=st.lists(PIECES, max_size=30))
def test_what_must_hold_of_any_bytes_holds(target: Callable[[bytes], None], pieces: list[bytes]) -> None:
    target(b"".join(pieces))


def test_every_target_is_offered() -> None:
    assert tuple(TARGETS) == NAMES


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_it_holds_of_nothing_at_all(target: Callable[[bytes], None]) -> None:
    target(b"")
