"""A terminal reader for saved news that shows who is in a story and who said what."""

__version__ = "0.2.0"
