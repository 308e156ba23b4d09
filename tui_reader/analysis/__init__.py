"""Analysis: who is in a story, and who said what. Plain Python over plain text, no model, no network."""
