"""The command line: one module a command, found through the table in `arguments.py`."""
