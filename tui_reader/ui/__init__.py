"""The reader on the screen. Textual is used nowhere else."""
