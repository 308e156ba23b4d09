"""Run a command in a terminal of its own, wait until it shows a word, press keys, and pass its exit code on."""

import argparse
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

_ESCAPES = re.compile(rb"\x1b(?:\[[0-9;?<>=$]*[a-zA-Z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|.)")
_AFTER_KEYS = 30.0


def main() -> int:
    """Read the options and watch the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--expect", required=True, help="what must be seen")
    parser.add_argument("--keys", required=True, help="what is typed then")
    parser.add_argument("--size", default="120x36", help="columns and lines")
    parser.add_argument("--timeout", type=float, default=600.0, help="seconds until it must be seen")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    process, terminal = pty.fork()
    if process == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execvp(options.command[0], options.command)  # noqa: S606  the command is ours
    columns, lines = (int(number) for number in options.size.split("x"))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    return _watch(process, terminal, options)


def _watch(process: int, terminal: int, options: argparse.Namespace) -> int:
    seen = b""
    typed = False
    deadline = time.monotonic() + options.timeout
    while time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                piece = os.read(terminal, 65536)
            except OSError:  # Linux says so when the command has ended
                piece = b""
            if not piece:
                code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
                if code == 0 and typed:
                    return 0
                return _failed(f"the command ended with {code} before it was asked to", seen)
            seen += piece
        if not typed and options.expect.encode() in _ESCAPES.sub(b"", seen):
            time.sleep(1.0)
            os.write(terminal, options.keys.encode())
            typed = True
            deadline = time.monotonic() + _AFTER_KEYS
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return _failed("the command did not end" if typed else f"“{options.expect}” was never seen", seen)


def _failed(reason: str, seen: bytes) -> int:
    shown = _ESCAPES.sub(b"", seen).decode("utf-8", "replace")
    sys.stderr.write(f"{reason}; this was seen last:\n{shown[-3000:]}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
