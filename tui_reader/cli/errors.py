"""How a command ends when it does not end well."""

FINE, NOTHING_FOUND, FAILED = 0, 1, 2


class CommandError(Exception):
    """The command was misused or failed: one sentence that names the file and what to do."""

    code = FAILED


class NothingFoundError(CommandError):
    """All went well, and there is nothing to show."""

    code = NOTHING_FOUND
