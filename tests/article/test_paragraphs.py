"""Paragraphs that are kept as numbers are the same ones when they are asked for."""

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.article.model import Paragraph, ParagraphKind
from tui_reader.article.paragraphs import Paragraphs

PLACES = st.integers(0, 2**31 - 1)
PARAGRAPHS = st.builds(
    Paragraph,
    PLACES,
    PLACES,
    st.sampled_from(get_args(ParagraphKind)),
    st.integers(0, 100),
    st.sampled_from(["", "1.", "99)"]),
    st.booleans(),
)


@given(st.lists(PARAGRAPHS), st.slices(20))
def test_what_is_put_in_comes_out(written: list[Paragraph], part: slice) -> None:
    kept = Paragraphs(written)
    assert list(kept) == written
    assert [kept[number] for number in range(len(kept))] == written
    assert kept[part] == written[part]
    assert [kept[-1 - number] for number in range(len(kept))] == written[::-1]
    assert kept == Paragraphs(written)
    assert hash(kept) == hash(Paragraphs(written))
    assert kept != Paragraphs([*written, Paragraph(0, 1)])
