"""Stories made for the scenes: what the sample library has none of."""

from itertools import cycle, islice

LONG_NAME = "Wilhelmina Hortensia Featherstonehaugh-Cholmondeley Throckmorton-Ravenscroft III"
_SENTENCES = (
    "The council of Marrow Bay met again on the {day} day of the hearing.",
    "“We have counted every boat since the {day} of March,” said Ines Calloway.",
    "Rain came in over the breakwater, and nobody left the hall.",
    "Calloway asked Tobias Renn whether the ledger was complete.",
    "“It is as complete as the tide allows,” Renn said. “Ask me again on the {day}.”",
    "The Harbour Trust said it would publish what it had.",
    "She put the ledger down and looked at the clock above the door.",
)
_DAYS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def long_story(words: int) -> str:
    """A story file of so many words, with two people who speak all through it."""
    days, paragraphs, written = cycle(_DAYS), [], 0
    for first in cycle(range(len(_SENTENCES))):
        sentences = islice(cycle(_SENTENCES), first, first + 4)
        paragraph = " ".join(sentence.format(day=next(days)) for sentence in sentences)
        paragraphs.append(paragraph)
        written += len(paragraph.split())
        if written >= words:
            break
    return "\n\n".join(["date 2024-03-09 The hearing that went on and on", *paragraphs, ""])


NAMED_AT_LENGTH = f"""date 2024-02-11 A patron of the reading room is named in full, for once and for all

The reading room has a patron whose name takes up more of the page than the news of her gift did.

“I sign cheques with my initials,” said {LONG_NAME}, who gave it forty lamps. “The bank insists.”

“We say Mina,” said Osk Pell, who looks after the lamps.

{LONG_NAME} laughed, and signed the visitors’ book over two lines.
"""
WIDE_LETTERS = """date 2024-01-30 港の灯台が再び光る 🗼 and the ferry café reopens

The lighthouse of 新港 (Shinkō) has been lit again 🎉, said Yuki Tanaka, who keeps it. “光は戻った,” she said, “and it stays.”

“Zażółć gęślą jaźń,” Łukasz Żak said 👩‍👩‍👧‍👦, and ordered a cafe\u0301 cre\u0300me for everybody 🇯🇵🇵🇱.

한국어와 日本語 and 中文字 stand side by side in the visitors’ book, each as wide as it is, 一二三四五六七八九十一二三四五六七八九十.

A word with soft hyphens, Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschaft, and 20\u00a0000\u00a0lamps that no line may part.
"""
ONE = {
    "lamps": """date 2024-05-04 The last lamp of Quay Street is lit

“That is all of them,” said Ada Lund, and went home.
"""
}
