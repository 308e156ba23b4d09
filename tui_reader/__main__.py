"""The program: `tui-reader`, or `python -m tui_reader`."""

import gc
import sys
from collections.abc import Sequence

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say and return the exit code: 0 fine, 1 nothing found, 2 misused or failed."""
    gc.disable()  # looking for garbage among what is loaded takes a sixth of the start
    try:
        from tui_reader.cli.main import answer  # noqa: PLC0415  an interrupted import ends quietly, too

        gc.enable()
        outcome = answer(sys.argv[1:] if arguments is None else arguments)
        if isinstance(outcome, int):
            return outcome
        gc.disable()  # the app turns it on again
        from tui_reader.ui.app import run  # noqa: PLC0415  only the reader needs Textual

        return run(outcome)
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
