"""Reads what reached a terminal, and finds whatever the program itself would never write."""

import re

ALLOWED = re.compile(
    rb"\x1b\[[0-9;:]*m"  # colours and weights
    rb"|\x1b\[[0-9;]*[HABCDGJK]"  # the cursor, and erasing
    rb"|\x1b\[\?(?:25|7|1000|1002|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]"  # modes that Textual sets
    rb"|\x1b\[\?(?:2026|2048|1016)\$p"  # modes that it asks for
    rb"|\x1b\[[>=<][0-9]*u|\x1b\[\?u"  # the keyboard protocol
    rb"|\x1b\]52;c;(?!b3duZWQ=)[A-Za-z0-9+/=]*\x07"  # copying; never what the hostile library would copy
    rb"|\x1b\]22;[a-z-]*\x07"  # the pointer's shape
    rb"|\x1b\[>?[0-9]*[cq]|\x1b\[6n|\x1b\[14t|\x1b\[16t"  # what terminal this is
)
"""Every sequence that Textual and Rich write."""

CONTROLS = re.compile(
    "\r(?!\n)|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\u00ad\ud800-\udfff]"
)


def faults(stream: bytes) -> list[str]:
    """The control characters and sequences in a terminal's input that are none of the program's own."""
    rest = ALLOWED.sub(b"", stream).decode("utf-8", "surrogateescape")
    return sorted({rest[max(at.start() - 12, 0) : at.end() + 24] for at in CONTROLS.finditer(rest)})
