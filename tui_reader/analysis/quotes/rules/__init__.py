"""The rules that say who speaks, in the order in which they are asked; the first that answers wins.

To add a rule, write a function that takes a `Place` and returns an `Answer` or None, with an example as its
docstring, in the file where a reader would look for it, and put it into RULES.
"""

from collections.abc import Callable

from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Place
from tui_reader.analysis.quotes.rules.after import closing_tag, name_said, said_name
from tui_reader.analysis.quotes.rules.before import (
    burst_out,
    called,
    said_before,
    said_in_passing,
    said_right_before,
    weakly_said,
)
from tui_reader.analysis.quotes.rules.behind import told_behind
from tui_reader.analysis.quotes.rules.labels import (
    clause_with_colon,
    first_in_headline,
    headline_label,
    inverted_label,
    label,
    signature,
)
from tui_reader.analysis.quotes.rules.nominal import according_to, owner_of_words
from tui_reader.analysis.quotes.rules.sentence import subject_of_sentence
from tui_reader.analysis.quotes.rules.split import split_by_cue

Rule = Callable[[Place], Answer | None]

RULES: tuple[Rule, ...] = (
    split_by_cue,
    said_right_before,
    said_name,
    name_said,
    label,
    inverted_label,
    signature,
    according_to,
    closing_tag,
    burst_out,
    said_in_passing,
    clause_with_colon,
    called,
    said_before,
    owner_of_words,
    headline_label,
    weakly_said,
    subject_of_sentence,
    told_behind,
    first_in_headline,
)
