"""What belongs to the user: bookmarks, read marks, reading positions. SQLite is used nowhere else."""
