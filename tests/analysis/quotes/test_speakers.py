"""Who said it: one small group for each class of rule, right and wrong side by side."""

from collections.abc import Callable

import pytest

Spoken = Callable[[str], list[tuple[str, str | None]]]

HEAD = "Ann Lee is the mayor of Oslo. Bob Kent runs the harbour.\n\n"


def speakers(spoken: Spoken, text: str) -> list[str | None]:
    return [speaker for _, speaker in spoken(text)]


@pytest.mark.parametrize(
    "text",
    [
        '"We are late," said Ann Lee.',
        '"We are late," Ann Lee said.',
        '"We are late," Ann Lee told reporters on Monday.',
        '"We are late," Ann Lee, the mayor of Oslo, said in a statement.',
        '"We are late," said Ann Lee, who met Bob Kent on Monday.',
        '"Are we late?" Ann Lee asked.',
        '"We are late!" Ann Lee later wrote on Instagram.',
        '"We are late," according to Ann Lee.',
        'According to Ann Lee, the boats are "a disgrace to the harbour".',
        'Ann Lee said, "We are late."',
        'Ann Lee said: "We are late."',
        'Ann Lee told Bob Kent that "we are late for the boat".',
        'Ann Lee called the boats "a disgrace".',
        'Ann Lee attacked Bob Kent on Monday, calling him "a disgrace".',
        'Ann Lee left the room, saying "we are late".',
        'Ann Lee, who met Bob Kent, said the boats were "a disgrace to us".',
        'Ann Lee: "We are late."',
        'Continued Ann Lee: "We are late."',
        'Boats were "late again" in this harbour, Ann Lee said.',
        '"We," said Ann Lee, "are late."',
        '"We are late." — Ann Lee',
        'The boats, Ann Lee said, were "a disgrace to the town".',
        'Ann Lee shot back, "We are late."',
        '"Are we late?" Ann Lee could be heard asking Bob Kent.',
        'Ann Lee emailed friends saying: "We are late."',
        'Boats are old - Ann Lee: "We are late again."',
        'Oslo-based Ann Lee said, "We are late."',
        '"We are late." That was how Ann Lee described the boats.',
        '"We are late." Those were the words of Ann Lee on Monday.',
        '"We are late." So said Ann Lee, the mayor.',
        'Ann Lee\'s answer was short: "We are late."',
        'Ann Lee was brief. Her answer: "We are late."',
        'Bob Kent left Ann Lee, who in 2010 said the boats were "late again and again".',
    ],
)
def test_the_mayor_says_it(spoken: Spoken, text: str) -> None:
    assert set(speakers(spoken, HEAD + text)) == {"Ann Lee"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Ann Lee told Bob Kent that Sue Hill had said "the boats are late again".', "Sue Hill"),
        ('Ann Lee, who Bob Kent says is "a danger to boats", left.', "Bob Kent"),
        ('While Bob Kent said the boats were fine, Ann Lee said they were "a danger to us all".', "Ann Lee"),
        ('Ann Lee said that Bob Kent would never call the boats "a danger to us all".', "Ann Lee"),
        ('Bob Kent was told by Ann Lee that the boats were "a danger to us all".', "Ann Lee"),
        ('Ann Lee left, while Bob Kent was heard shouting "a danger to us all" in the rain.', "Bob Kent"),
        ('A captain speaking to Ann Lee said, "The boats are a danger."', "A captain"),
        ('Ann Lee attacked what the captain called "a danger to us all".', "the captain"),
        ('Ann Lee met Bob Kent and praised messages later deemed "a danger to us all".', "Ann Lee"),
    ],
)
def test_one_report_inside_another(spoken: Spoken, text: str, speaker: str) -> None:
    assert speakers(spoken, HEAD + text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We are late," a spokesman for the harbour said.', "a spokesman for the harbour"),
        ('"We are late," said one juror.', "one juror"),
        ('Officials said the boats were "late again".', "Officials"),
        ('The report says the boats were "late again".', "The report"),
        ('A passenger came ashore. "We are late," he said.', "A passenger"),
        ('"We are late," one said.', "one"),
        ('The captain fired off letters with 30 exclamation points: "WE ARE LATE!"', "The captain"),
    ],
)
def test_an_unnamed_source_keeps_its_words(spoken: Spoken, text: str, speaker: str) -> None:
    assert speakers(spoken, HEAD + text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Ann Lee is quoted in the said report as saying: "We are late again."', "Ann Lee"),
        ('The said report claims: "We are late again."', "The said report"),
        ('The accused said: "We are late again."', "The accused"),
    ],
)
def test_no_verb_follows_an_article(spoken: Spoken, text: str, speaker: str) -> None:
    assert speakers(spoken, text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('The man with the parcel was asked, as the lights went down, if he had one. "I do," he said.', "The man with the parcel"),
        ('The woman in the doorway laughed. "We are late," she said.', "The woman in the doorway"),
        ('The boats left at nine, and Bob Kent waved. "We are late," he said.', "Bob Kent"),
        ('Bob Kent came. The clock struck nine. "We are late," he said.', "Bob Kent"),
        ('Bob Kent came. The woman in the doorway laughed. "We are late," he said.', "Bob Kent"),
    ],
)  # fmt: skip
def test_he_and_she_may_mean_the_man_or_woman_who_was_spoken_of_last_but_no_thing(
    spoken: Spoken, text: str, speaker: str
) -> None:
    assert speakers(spoken, HEAD + text) == [speaker]


def test_a_thing_that_is_only_the_subject_says_nothing(spoken: Spoken) -> None:
    text = 'Bob Kent ran on. It was "just how the boats worked". The rest is known.'
    assert "It" not in speakers(spoken, HEAD + text)


def test_he_is_the_unnamed_one_who_spoke_before(spoken: Spoken) -> None:
    text = 'One juror said the jury was "split at first".\n\n"We were late," he said.'
    assert speakers(spoken, text) == ["One juror", "One juror"]
    assert speakers(spoken, '"We were late," he said.') == ["he"]


def test_an_age_tells_who_speaks(spoken: Spoken) -> None:
    text = 'Ann Lee, 45, met Bob Kent, 50, in Oslo. "We are late," the 50-year-old said.'
    assert speakers(spoken, text) == ["Bob Kent"]
    assert speakers(spoken, 'Ann Lee met Bob Kent in Oslo. "We are late," the 50-year-old said.') == [
        "the 50-year-old"
    ]


def test_a_headline_names_first_who_speaks(spoken: Spoken) -> None:
    text = 'Ann Lee Slams Harbour Plan as "Total Disgrace"\n\nAnn Lee is the mayor of Oslo.'
    assert spoken(text) == [("Total Disgrace", "Ann Lee")]
    assert spoken('Harbour Plan Called "Total Disgrace"\n\nAnn Lee is the mayor of Oslo.') == []


def test_it_is_the_organization_named_last(spoken: Spoken) -> None:
    text = 'The University of Oslo studied the boats. In a statement, it said: "We are late."'
    assert speakers(spoken, text) == ["University of Oslo"]
    assert speakers(spoken, 'The rain stopped. In a statement, it said: "We are late."') == ["it"]


def test_a_paragraph_that_ends_with_a_colon_names_the_speaker(spoken: Spoken) -> None:
    text = 'The University of Oslo describes itself in this way:\n\n"We go wherever the boats go, and later."'
    assert speakers(spoken, text) == ["University of Oslo"]
    text = 'It is late, as the University of Oslo notes:\n\n"We go wherever the boats go, and later."'
    assert speakers(spoken, text) == ["University of Oslo"]


def test_a_question_that_nobody_answers_goes_on(spoken: Spoken) -> None:
    text = '"Have you seen the boats? Are they not old?" Ann Lee said.\n\n"They are old, and we are late."'
    assert speakers(spoken, HEAD + text) == ["Ann Lee", "Ann Lee"]


def test_labels_of_questions_and_answers_are_no_grammar(spoken: Spoken) -> None:
    text = 'Q: Are we late?\n\nA. "Every week," she laughs.'
    assert speakers(spoken, "Ann Lee is the mayor of Oslo.\n\n" + text) == ["Ann Lee"]


def test_an_organization_speaks(spoken: Spoken) -> None:
    text = (
        'The University of Oslo studied the boats. "We are late," the University of Oslo said in a statement.'
    )
    assert speakers(spoken, text) == ["University of Oslo"]


@pytest.mark.parametrize(
    "text",
    [
        '"We are late," Ann Lee said. "We always are. It rains."',
        '"We are late," Ann Lee said.\n\n"It rains," she added.',
        '"We are late.\n\n"It rains," said Ann Lee.',
        'Ann Lee said:\n\n"We are late. It rains."',
        'Ann Lee stopped the boats on Monday. "We are late," she said. "It rains."',
        'Ann Lee said the boats were late. "It rains every day and nobody cares."',
        '"We are late," Ann Lee said in Oslo. She smiled. "It rains every day and nobody cares."',
    ],
)
def test_the_speaker_is_carried_on(spoken: Spoken, text: str) -> None:
    assert set(speakers(spoken, "Ann Lee is the mayor of Oslo.\n\n" + text)) == {"Ann Lee"}


def test_two_people_talk(spoken: Spoken) -> None:
    text = (
        '"Are we late?" asked Ann Lee.\n\n"We are," said Bob Kent.\n\n"How late are we, then?" asked Ann Lee.'
        '\n\n"An hour, and the boat has gone."'
    )
    assert speakers(spoken, HEAD + text) == ["Ann Lee", "Bob Kent", "Ann Lee", "Bob Kent"]


@pytest.mark.parametrize(
    "text",
    [
        'Ann Lee was asked, "Are the boats late again?"',
        '"The boats are late again," Ann Lee was told.',
        '"The boats will be late," she was later warned.',
    ],
)
def test_words_in_the_passive_are_said_by_nobody_named(spoken: Spoken, text: str) -> None:
    assert speakers(spoken, HEAD + text) == [None]


def test_whoever_has_no_name_is_called_without_a_loose_end(spoken: Spoken) -> None:
    text = '"We are late," said a source close to the talks. "It is not so," said a mayor familiar with the boats.'
    assert speakers(spoken, HEAD + text) == ["a source", "a mayor familiar with the boats"]


def test_what_the_next_speaker_says_is_not_carried_on(spoken: Spoken) -> None:
    text = '"We are late," said Ann Lee. Bob Kent disagreed. "We are not late at all," he said.'
    assert speakers(spoken, HEAD + text) == ["Ann Lee", "Bob Kent"]
