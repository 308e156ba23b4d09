"""A speaker who is a guess, in words."""

from tui_reader.analysis.model import Confidence, Quote


def is_guess(quote: Quote) -> bool:
    """Whether the words of a quote are only perhaps those of its speaker."""
    return quote.speaker_name is not None and quote.confidence == "guess"


def with_doubt(name: str, confidence: Confidence | None) -> str:
    """A speaker's name as people read it: a guess ends in a question mark."""
    return f"{name}?" if name and confidence == "guess" else name
