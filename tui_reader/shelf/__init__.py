"""What belongs to the user: bookmarks with tags and notes, read marks, reading positions. SQLite is used nowhere else."""
