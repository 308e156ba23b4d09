"""What leaves the program as text, and comes back: bookmarks as Markdown, JSON Lines and CSV, copies with their source."""
