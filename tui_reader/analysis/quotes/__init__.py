"""Finding quotations, apart from finding who speaks them: an ordered row of small rules does the latter."""
