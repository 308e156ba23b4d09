"""Articles: reading files of a folder into stories. Standard library only."""
