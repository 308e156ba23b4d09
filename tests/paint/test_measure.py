"""Wrapping, cutting and padding in cells, for any script."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from tui_reader.article.text import clean
from tui_reader.paint import measure
from tui_reader.paint.measure import fit, fit_words, in_rows, pad, shown, whole, width_of, wrap

SIGNS = [
    *"abc xyz    -—'“”’.,", "\u00a0", "\u00ad", "\t", *"中文、。「」（）한글ひらがな", *"🙂👩👨🏽☺❤★ि", "\u0301", "\u200b",
    "\u200d", "\ufe0f", "👩\u200d👧", "❤\ufe0f", "🇫🇷", "Donaudampfschifffahrt", "https://example.org/a-b/c",
]  # fmt: skip
TEXTS = (
    st.lists(st.sampled_from(SIGNS), max_size=80).map("".join).map(lambda text: text.lstrip("\u200d\ufe0f"))
)
SEAMS = "-–—/?&.=#_\u00a0"
PARTS = [
    "https://",
    "example.org",
    "news",
    "/",
    "?",
    "&",
    "=",
    "-",
    ".",
    "_",
    "1234567890",
    "e\u0301",
    "é",
    "Donaudampf",
]
LATIN = st.text(alphabet="abcdefgh   -é—“", max_size=300)


def graphemes(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in split_graphemes(text)[0]]


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, 0, len(text), width)]


@given(text=st.one_of(TEXTS, LATIN), width=st.integers(2, 120))
def test_lines_fit_and_lose_nothing_but_blanks(text: str, width: int) -> None:
    spans = wrap(text, 0, len(text), width)
    at = 0
    for start, end in spans:
        assert at <= start <= end
        assert text[at:start].strip(" \t") == ""
        assert cell_len(shown(text[start:end])) <= width
        assert start == end or text[end - 1] not in " \t"
        at = end
    assert text[at:].strip(" \t") == ""
    assert all(start < end for start, end in spans) or len(spans) == 1


@given(text=LATIN, width=st.integers(2, 120))
def test_lines_are_as_full_as_they_can_be(text: str, width: int) -> None:
    spans = wrap(text, 0, len(text), width)
    for (start, end), (following, _) in pairwise(spans):
        if following > end:
            word = re.match(r"[^ ]+( +—(?![^ ]))*", text[following:])
            assert word is not None
            assert following + word.end() - start > width or word.end() > width


@given(
    parts=st.lists(
        st.sampled_from(["oar", "sea", "\u00ad", "\u00ad", " ", "李", "e\u0301", "-"]), max_size=60
    ),
    width=st.integers(2, 30),
)
def test_words_are_broken_at_soft_hyphens_where_a_cell_is_left_for_the_hyphen(
    parts: list[str], width: int
) -> None:
    soft = clean("".join(parts), soft_hyphens=True)
    text = soft.replace("\u00ad", "")
    places = [at - before for before, at in enumerate(at for at, sign in enumerate(soft) if sign == "\u00ad")]
    spans = wrap(text, 0, len(text), width, soft_hyphens=places)
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")
    for start, end in spans:
        assert cell_len(text[start:end]) <= width
        fitting = [at for at in places if start < at < len(text) and cell_len(text[start:at]) < width]
        if end < len(text) and fitting:
            assert end >= fitting[-1]


@pytest.mark.parametrize(
    ("marked", "width", "wanted"),
    [
        ("Donau~dampf~schiff", 11, ["Donaudampf", "schiff"]),
        ("Donau~dampf~schiff", 10, ["Donau", "dampf", "schiff"]),
        ("the Donau~dampf", 10, ["the Donau", "dampf"]),
        ("the Donau~dampf", 9, ["the", "Donau", "dampf"]),
        ("李 Donau~dampf", 9, ["李 Donau", "dampf"]),
        ("李 Donau~dampf", 8, ["李", "Donau", "dampf"]),
        ("the Donau~dampf ran", 13, ["the Donau", "dampf ran"]),
        ("abcd~e", 4, ["abcd", "e"]),
    ],
)
def test_a_word_is_broken_where_its_writer_allows_it(marked: str, width: int, wanted: list[str]) -> None:
    text = marked.replace("~", "")
    places = [at - before for before, at in enumerate(at for at, sign in enumerate(marked) if sign == "~")]
    spans = wrap(text, 0, len(text), width, soft_hyphens=places)
    assert [text[start:end] for start, end in spans] == wanted


@given(text=st.one_of(TEXTS, LATIN), width=st.integers(2, 60))
def test_a_dash_between_words_stays_with_the_first_where_it_can(text: str, width: int) -> None:
    seen = shown(text)
    for (start, _), (following, _) in pairwise(wrap(text, 0, len(text), width)):
        if seen[following - 1 : following + 2].ljust(3) == " — ":
            _, *others = filter(None, seen[start:following].split(" "))
            assert set(others) <= {"—"}


@given(text=st.lists(st.sampled_from(PARTS), min_size=1, max_size=30).map("".join), width=st.integers(2, 60))
def test_long_words_break_behind_their_signs_and_else_only_where_a_line_is_full(
    text: str, width: int
) -> None:
    signs = graphemes(text)
    for (start, end), (following, _) in pairwise(wrap(text, 0, len(text), width)):
        assert end == following
        line, rest = graphemes(text[start:end]), graphemes(text[end:])
        assert line + rest == signs
        signs = rest
        if not (line[-1] in SEAMS and rest[0] not in SEAMS):
            assert not any(one in SEAMS and other not in SEAMS for one, other in pairwise(line))
            assert cell_len(text[start:end]) + cell_len(rest[0]) > width


@given(before=TEXTS, text=TEXTS, width=st.integers(2, 40))
def test_wrapping_a_stretch_is_wrapping_it_alone(before: str, text: str, width: int) -> None:
    whole_text = f"{before}\n\n{text}\n\nafter"
    start = len(before) + 2
    found = wrap(whole_text, start, start + len(text), width)
    assert [(first - start, last - start) for first, last in found] == wrap(text, 0, len(text), width)


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        ("", 10, [""]),
        ("the quick brown fox", 10, ["the quick", "brown fox"]),
        ("the  quick", 4, ["the", "quic", "k"]),
        ("a no\u00a0break here", 8, ["a", "no\u00a0break", "here"]),
        ("words\u00a0tied\u00a0together", 13, ["words\u00a0tied\u00a0", "together"]),
        ("李 words\u00a0tied\u00a0together", 13, ["李", "words\u00a0tied\u00a0", "together"]),
        ("the fox — quick", 9, ["the fox —", "quick"]),
        ("the fox — quick", 8, ["the", "fox —", "quick"]),
        ("the fox –", 7, ["the", "fox –"]),
        ("李 the  fox  —  quick", 10, ["李 the", "fox  —", "quick"]),
        ("jumping — fox", 7, ["jumping", "— fox"]),
        ("the — — fox", 5, ["the —", "— fox"]),
        ("the fox —quick", 8, ["the fox", "—quick"]),
        ("so said J. P. Hale", 13, ["so said", "J. P. Hale"]),
        ("李 said J. P. Hale", 13, ["李 said", "J. P. Hale"]),
        ("see (p. 44)", 7, ["see", "(p. 44)"]),
        ("“J. Hale", 4, ["“J.", "Hale"]),
        ("李 “J. Hale", 6, ["李", "“J.", "Hale"]),
        ("vitamins. More", 9, ["vitamins.", "More"]),
        ("the U.S. fox", 8, ["the U.S.", "fox"]),
        ("a well-known man", 8, ["a", "well-", "known", "man"]),
        ("    indented-code-here", 13, ["    indented-", "code-here"]),
        ("https://example.org/news/2024?page=2&all", 22, ["https://example.org/", "news/2024?page=2&all"]),
        ("https://example.org/a", 8, ["https://", "example.", "org/a"]),
        ("https://é.example.org/news", 14, ["https://é.", "example.org/", "news"]),
        ("a/e\u0301e\u0301e\u0301", 4, ["a/", "e\u0301e\u0301e\u0301"]),
        ("word—word–word", 8, ["word—", "word–", "word"]),
        ("किसी की ओर", 5, ["किसी", "की ओर"]),
        ("wait-- so-- long", 5, ["wait-", "-", "so--", "long"]),
        ("中文报纸上的新闻", 7, ["中文报", "纸上的", "新闻"]),
        ("他说「好的」。再见", 8, ["他说「好", "的」。再", "见"]),
        ("他说「好的」。再见", 6, ["他说", "「好", "的」。", "再见"]),
        ("news 中文报纸", 8, ["news 中", "文报纸"]),
        ("그렇습니까? 네, 그렇습니다", 14, ["그렇습니까?", "네, 그렇습니다"]),
        ('they said 🎉🎉," and', 15, ["they said 🎉", '🎉," and']),
        ("中文(报纸)的", 6, ["中文", "(报纸)", "的"]),
        ("ちょっと待って", 6, ["ちょっ", "と待っ", "て"]),
        ("a\tb c", 3, ["a\tb", "c"]),
        ("👩\u200d👧👩\u200d👧", 2, ["👩\u200d👧", "👩\u200d👧"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
    ],
)
def test_lines_break_where_readers_expect(text: str, width: int, wanted: list[str]) -> None:
    assert lines(text, width) == wanted


@given(text=TEXTS, width=st.integers(-1, 60))
def test_cut_and_padded_text_has_exactly_its_width(text: str, width: int) -> None:
    assert cell_len(pad(text, width)) == max(width, 0)
    cut = fit(text, width)
    assert cell_len(cut) == width_of(cut) <= max(width, 0)
    assert "\t" not in cut
    if cell_len(shown(text)) > width > 0:
        assert cut.endswith("…")


def test_parts_side_by_side_are_not_parted_where_a_line_has_room_for_one() -> None:
    parts = ["In this story: person", "named 3 times", "7 quotes, 52% of all that is said"]
    assert in_rows(parts, 40) == [
        "In this story: person · named 3 times",
        "7 quotes, 52% of all that is said",
    ]
    assert in_rows(parts, 20)[-2:] == ["7 quotes, 52% of all", "that is said"]
    assert in_rows(parts, 200) == [" · ".join(parts)]


@given(text=TEXTS, width=st.integers(8, 60))
def test_text_cut_behind_a_word_stays_within_its_width(text: str, width: int) -> None:
    assert cell_len(fit_words(text, width)) <= width


def test_text_is_cut_behind_a_word() -> None:
    assert fit_words("The harbour office, as it were, is shut", 25) == "The harbour office, as…"
    assert fit_words("The harbour office, as it were, is shut", 20) == "The harbour office…"
    assert fit_words("The harbour", 11) == "The harbour"


@given(text=TEXTS)
def test_widths_are_those_of_the_terminal(text: str) -> None:
    assert width_of(text) == cell_len(text)


@given(text=TEXTS)
def test_texts_torn_at_whole_places_have_the_width_of_the_text(text: str) -> None:
    cuts = sorted({whole(text, at, len(text)) for at in range(len(text) + 1)})
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert "".join(pieces) == text
    assert sum(map(cell_len, pieces)) == cell_len(text)


@pytest.mark.parametrize(
    "unit", ["a", " ", "-", "a ", "中", "中 ", "\u0301", "\u200d", "\ufe0f", "🙂", "\t", "a\u0301 "]
)
def test_long_texts_take_time_in_step_with_their_length(unit: str) -> None:
    took = []
    for size in (2_000, 40_000):
        text = "x" + unit * (size // len(unit))
        began = time.process_time()
        wrap(text, 0, len(text), 40)
        fit(text, 40)
        took.append(time.process_time() - began)
    assert took[1] < 0.3 or took[1] < 100 * took[0]


@given(TEXTS, st.integers(2, 30), st.integers(0, 4), st.integers(3, 40))
def test_a_paragraph_that_is_measured_in_pieces_has_the_same_lines(
    text: str, width: int, indent: int, size: int
) -> None:
    whole_ = wrap(text, 0, len(text), width, indent=indent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measure, "_PIECE", size)
        assert wrap(text, 0, len(text), width, indent=indent) == whole_
