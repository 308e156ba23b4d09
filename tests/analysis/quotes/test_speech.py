"""Titles, nicknames, terms and signs are no quotes; fragments inside somebody's words are."""

from collections.abc import Callable

import pytest

Spoken = Callable[[str], list[tuple[str, str | None]]]


@pytest.mark.parametrize(
    "text",
    [
        'Ann Lee wrote the novel "The Long Boat" in 1990.',
        'Ann Lee sang "Summer Rain" on "The Late Hour".',
        'Robert "Bob" Kent runs the harbour.',
        'The so-called "boat tax" was paid.',
        'The lifeboat "Margaret" came at noon.',
        'A man held a banner reading "Save the boats".',
        'The word "harbour" comes from the north.',
        'She wore a "Save the Boats" hat.',
        'Scribner sold "Long Boats," a novel written by Ann Lee.',
        'They had turned down "Sea Spirit", "Sea Breeze" and "Ballast".',
        'She is charged each time she calls; along her bow is the name "Ann Lee".',
        'Ann Lee wrote the book "The Long Boat: How the Harbour of the North Got Left Behind in the Rain".',
    ],
)
def test_no_speech(spoken: Spoken, text: str) -> None:
    assert spoken(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Ann Lee called the tax "absurd".', "absurd"),
        ('Ann Lee said the tax was "absurd" and would go.', "absurd"),
        ('Ann Lee denied that she was "a friend of boats".', "a friend of boats"),
        ('Ann Lee promised "a boat for all".', "a boat for all"),
        ('"No," said Ann Lee.', "No,"),
        ('"By whom?"\n\n"By me," said Ann Lee.', "By whom?"),
    ],
)
def test_fragments_are_speech(spoken: Spoken, text: str, words: str) -> None:
    assert words in [quote for quote, _ in spoken(text)]


def test_a_line_in_single_marks_is_a_subheading_among_double_marks(spoken: Spoken) -> None:
    text = '"We are late," said Ann Lee.\n\n\'All boats are off.\'\n\n"We are late again," said Ann Lee.'
    assert [quote for quote, _ in spoken(text)] == ["We are late,", "We are late again,"]
    text = "'We are late,' said Ann Lee.\n\n'All boats are off.'\n\n'We are late again,' said Ann Lee."
    assert [quote for quote, _ in spoken(text)] == [
        "We are late,",
        "All boats are off.",
        "We are late again,",
    ]
