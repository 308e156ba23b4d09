"""`python -m tests.fuzz [SECONDS] [TARGET …]`: fuzzes each target for so many seconds of a processor (60), with atheris.

Atheris comes with the extra `fuzz` (`pip install -e '.[fuzz]'`). What ends a target is kept as a file in the folder that
is named then, and printed with its traceback.
"""

import os
import re
import resource
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
    """Fuzz one target for so many seconds of a processor, in processes of their own, as libFuzzer ends the one that it runs in.

    A round that other programs have slowed down is followed by another one, which goes on with what the first had found.
    """
    failures = Path(tempfile.mkdtemp(prefix=f"tui-reader-fuzz-{name}-"))
    print(f"{name}: {seconds} s; what fails is kept in {failures}", flush=True)
    code, used, runs, reached = 0, 0.0, 0, []
    with tempfile.TemporaryDirectory(prefix="tui-reader-fuzz-scratch-") as scratch:
        corpus = Path(scratch, "corpus")
        corpus.mkdir()
        while used < seconds - 1 and not code:
            code, log, took = _round(name, seconds - used, failures, corpus)
            used += took
            runs += sum(int(number) for number in re.findall(r"Done (\d+) runs", log))
            reached += re.findall(r"(?:INITED|DONE) +(cov: \d+ ft: \d+)", log)
    if code:
        print("\n".join(log.splitlines()[-40:]))
    else:
        print(
            f"{name}: {runs:,} runs in {used:,.0f} s of a processor; {reached[0]} at the start, {reached[-1]} at the end"
        )
    sys.stdout.flush()
    if not any(failures.iterdir()):
        failures.rmdir()
    return code == 0


def _round(name: str, seconds: float, failures: Path, corpus: Path) -> tuple[int, str, float]:
    """Fuzz for so many seconds of the clock: exit code, what was said, and seconds of a processor that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "--one", name, str(round(seconds)), str(failures), str(corpus)],
        env={**os.environ, "TMPDIR": str(corpus.parent)},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.returncode, done.stdout + done.stderr, took


def _one(name: str, seconds: str, folder: str, corpus: str) -> int:
    import atheris

    with atheris.instrument_imports(include=["tui_reader"]):
        from tests.fuzz.seeds import seeds
        from tests.fuzz.targets import TARGETS
    for number, seed in enumerate(seeds(name)):
        Path(corpus, f"seed-{number}").write_bytes(seed[:_LARGEST])
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={_LARGEST}",
        f"-timeout={_SLOW_SECONDS}",
        f"-rss_limit_mb={_MOST_MEGABYTES}",
        f"-artifact_prefix={folder}/",
        f"-dict={Path(__file__).with_name('words.dict')}",
    ]
    atheris.Setup([name, corpus, *options], TARGETS[name])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
