"""`python -m tests.fuzz [SECONDS] [TARGET …]`: fuzzes each target for so many seconds (60), with atheris.

Atheris comes with the extra `fuzz` (`pip install -e '.[fuzz]'`). What ends a target is kept as a file in the folder that
is named then, and printed with its traceback.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

NAMES = ("reader", "query", "analysis", "painter")
"""The targets, named here as their modules must be imported under the eyes of atheris."""

_SECONDS = 60
_LARGEST = 4096
_SLOW_SECONDS = 10
_MOST_MEGABYTES = 1_024


def main(arguments: list[str]) -> int:
    """Fuzz; returns 1 when a target failed."""
    if arguments[:1] == ["--one"]:
        return _one(*arguments[1:])
    numbers = [int(word) for word in arguments if word.isdecimal()]
    chosen = [word for word in arguments if not word.isdecimal()] or list(NAMES)
    if set(chosen) - set(NAMES) or len(numbers) > 1:
        print("usage: python -m tests.fuzz [SECONDS]", f"[{'|'.join(NAMES)} …]")
        return 2
    try:
        import atheris  # noqa: F401
    except ImportError:
        print("atheris is not installed: pip install -e '.[fuzz]'")
        return 2
    failed = [name for name in chosen if not _holds(name, numbers[0] if numbers else _SECONDS)]
    print("failed:", ", ".join(failed)) if failed else print("all targets held")
    return 1 if failed else 0


def _holds(name: str, seconds: int) -> bool:
    """Fuzz one target in a process of its own, as libFuzzer ends the process that it runs in."""
    folder = Path(tempfile.mkdtemp(prefix=f"tui-reader-fuzz-{name}-"))
    print(f"{name}: {seconds} s; what fails is kept in {folder}", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "--one", name, str(seconds), str(folder)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    log = done.stdout + done.stderr
    print("\n".join(log.splitlines()[-40:]) if done.returncode else log.splitlines()[-1], flush=True)
    if not any(folder.iterdir()):
        folder.rmdir()
    return done.returncode == 0


def _one(name: str, seconds: str, folder: str) -> int:
    import atheris

    with atheris.instrument_imports(include=["tui_reader"]):
        from tests.fuzz.targets import TARGETS
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={_LARGEST}",
        f"-timeout={_SLOW_SECONDS}",
        f"-rss_limit_mb={_MOST_MEGABYTES}",
        f"-artifact_prefix={folder}/",
        f"-dict={Path(__file__).with_name('words.dict')}",
    ]
    atheris.Setup([name, *options], TARGETS[name])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
