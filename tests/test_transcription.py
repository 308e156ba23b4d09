"""What is written to a terminal whose encoding lacks some letters."""

import pytest

from tui_reader import transcription
from tui_reader.paint.measure import width_of


@pytest.mark.parametrize(
    ("encoding", "text", "written"),
    [
        ("ascii", "“It’s — well … open,” said Lê Øst", "\"It's - well . open,\" said Le Ost"),
        ("iso8859-1", "“Où est Ł. Őze?” – là", '"Où est L. Oze?" - là'),
        ("iso8859-1", "東京 e\u0301 \u200bend\xa0😀", "???? e end\xa0??"),
        ("koi8-r", "Привет, «мир» – naïve", 'Привет, "мир" - naive'),
        ("utf-8", "“東京”", "“東京”"),
    ],
)  # fmt: skip
def test_what_the_encoding_lacks_is_written_alike_and_takes_as_many_cells(
    encoding: str, text: str, written: str
) -> None:
    transcription.register()
    assert text.encode(encoding, transcription.HANDLER).decode(encoding) == written
    assert width_of(written) == width_of(text)
