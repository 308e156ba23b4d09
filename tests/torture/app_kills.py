"""Killing the reader, or the child that keeps its index, inside a write, and looking at what the next start finds.

python -m tests.torture app [--kills N] [--only KIND]
"""

import argparse
import random
import shutil
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture import tracer
from tests.torture.app_kinds import APP_KINDS, AT_WORK, AppKind, Cut, Hand
from tests.torture.follower import Follower, Whom, children
from tests.torture.kills import Tally, places, restore
from tests.torture.table import show, tallies
from tests.torture.tracer import HOWS, How, Write, apart, survivors
from tests.torture.window import CTRL_Q, Window
from tests.torture.world import World
from tui_reader.index.catalog import Catalog

_TRIES = 3
_KILLS = 44
_CHILD_SECONDS = 30.0
_BACKUP_SECONDS = 12.0
"""The reader makes its daily copy, and removes an unfinished one, some seconds after its start."""
_BY_READER = 4
"""After so many kills in the shelf the next start is that of the reader, else of a command; after others always."""
_TOLD = (b"ended before it was done", b"no longer follows the folder")


@dataclass(slots=True)
class AppRun:
    """One run of the reader: what it wrote, where it was killed, what its screen had confirmed, and what went wrong."""

    pid: int = 0
    confirmed: int = 0
    writes: int = 0
    killed: Write | None = None
    states: list[Counter[str]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def torture(kind: AppKind, kills: int, base: Path, seed: int = 1) -> Tally:
    """Kill `kills` times, each time from the same beginning in a folder below `base`."""
    world, kept = World(base / "world"), base / "kept"
    apart(lambda: kind.begin(world))
    world.base.rename(kept)
    restore(kept, world)
    calm = _run(kind, world)
    if calm.failures:
        raise RuntimeError(calm.failures[0])
    tally = Tally(kind.name, writes=calm.writes)
    chance = random.Random(seed)  # noqa: S311
    for number, at in enumerate(places(calm.writes, kills, chance)):
        place = at
        whom = kind.whom[number % len(kind.whom)]
        how = HOWS[number // len(kind.whom) % len(HOWS)]
        for _ in range(_TRIES):
            restore(kept, world)
            run = _run(kind, world, place, how, whom)
            if run.killed is not None or run.failures:
                break
            place = max(run.writes - 1, 1)
        _judge(tally, kind, run, calm.states, world)
    shutil.rmtree(base)
    return tally


def _run(
    kind: AppKind, world: World, kill_at: int | None = None, how: How = "before", whom: Whom = "app"
) -> AppRun:
    """Start the reader, have somebody type at it, and follow what it writes."""
    run = AppRun(states=[_kept(kind, world)])
    with Window(world) as window:
        follower = Follower(window.pid, f"{world.base}/home/{kind.place}")
        hand = Hand(window, follower, world)
        run.pid = window.pid
        ready = threading.Event()
        if kind.at_start:
            follower.counting.set()
            _wait_for_child(window.pid)
        else:
            files = len(list(world.library.iterdir()))
            window.shows(f"{files} stories")
            for keys, seen in kind.opening:
                window.type(keys)
                window.shows(seen)
            window.settle(0.6)
        typing = threading.Thread(target=_type, args=(kind, hand, run, ready), daemon=True)
        typing.start()
        follower.seize()
        ready.set()
        found = follower.follow(kill_at, how, whom)
        typing.join()
        window.drain()
        hand.look_at_last()
    run.confirmed, run.writes, run.killed = hand.confirmed, len(found.writes), found.killed
    return run


def _type(kind: AppKind, hand: Hand, run: AppRun, ready: threading.Event) -> None:
    """Do the steps; after the last, or when the child alone was killed and is back, quit."""
    ready.wait()
    try:
        try:
            for step in kind.steps:
                step(hand)
                run.states.append(_kept(kind, hand.world))
        except Cut:
            before = set(children(hand.window.pid)) if not hand.window.ended else set()
            time.sleep(0.2)  # for an app that was killed to be gone
            if hand.window.ended:
                return
            _see_another(hand, before)
        hand.window.type(CTRL_Q)
    except (TimeoutError, OSError) as error:
        if not hand.window.ended:
            run.failures.append(str(error))
            hand.window.kill()


def _see_another(hand: Hand, before: set[int]) -> None:
    """Wait until another child has brought the index in line, and nobody was told.

    Raises:
        TimeoutError: it has not, or somebody was.
    """
    files = len(list(hand.world.library.iterdir()))
    hand.window.until(lambda _: bool(set(children(hand.window.pid)) - before), _CHILD_SECONDS)
    hand.window.until(lambda _: Catalog.count(hand.world.index) == files, _CHILD_SECONDS)
    hand.window.until(lambda lines: not any(word in lines[-1] for word in AT_WORK), _CHILD_SECONDS)
    if any(told in hand.window.output for told in _TOLD):
        raise TimeoutError("the reader told of a child that it has started again")


def _wait_for_child(pid: int) -> None:
    deadline = time.monotonic() + _CHILD_SECONDS
    while not children(pid) and time.monotonic() < deadline:
        time.sleep(0.002)


def _kept(kind: AppKind, world: World) -> Counter[str]:
    found = world.contents()
    return Counter(
        {text: number for text, number in found.items() if text.startswith((*kind.kept, "the shelf"))}
    )


def _judge(tally: Tally, kind: AppKind, run: AppRun, states: Sequence[Counter[str]], world: World) -> None:
    tally.kills += 1
    tally.inside += run.killed is not None
    alive = survivors(run.pid)
    found = _kept(kind, world)
    wrong = list(run.failures)
    try:
        if tally.kills % _BY_READER == 0 or not kind.place.startswith("data/shelf"):
            _start_again(world)
        else:
            apart(
                lambda: [
                    world.command(name)
                    for name in ("index", *(["bookmarks"] if kind.kept[0] == "mark " and found else []))
                ]
            )
        wrong += apart(world.index_troubles)
    except (TimeoutError, RuntimeError) as error:
        wrong.append(str(error)[-300:])
    allowed = states[run.confirmed : run.confirmed + 2] if kind.surely else states
    lost = list(((allowed[0] & allowed[-1]) - found).elements()) if kind.surely and kind.kept else []
    doubled = (
        []
        if lost or not kind.kept or found in allowed
        else list((found - allowed[-1]).elements()) or ["else"]
    )
    if kind.surely and _kept(kind, world) != found:
        wrong.append("the next start changed marks")
    left = apart(world.left_behind) + [f"process {pid}" for pid in alive]
    tally.lost += bool(lost)
    tally.doubled += bool(doubled)
    tally.left += bool(left)
    tally.wrong += bool(wrong)
    if lost or doubled or left or wrong:
        where = f"{run.killed.call} {run.killed.path}" if run.killed else "not killed"
        said = f"lost {lost[:2]}, doubled {doubled[:2]}, left {left[:2]}, {wrong[:2]}"
        tally.details.append(f"{where}: {said:.600}")


def _start_again(world: World) -> None:
    """The next start of the reader, until all stories are listed and it rests."""
    files = len(list(world.library.iterdir()))
    with Window(world) as window:
        window.shows(f"{files} stories")
        window.settle(0.6)
        deadline = time.monotonic() + _BACKUP_SECONDS
        while apart(world.left_behind) and time.monotonic() < deadline:
            time.sleep(0.5)
        window.leave()


def main(argv: list[str]) -> int:
    """Kill, and print what became of it; 1 when anything was lost, doubled or left behind."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.torture app", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("--kills", type=int, default=_KILLS, help="how many of each kind")
    parser.add_argument("--only", nargs="+", metavar="KIND", help=", ".join(kind.name for kind in APP_KINDS))
    parser.add_argument("--seed", type=int, default=1, help="other moments")
    options = parser.parse_args(argv)
    if reason := tracer.missing():
        print(f"skipped: {reason}")
        return 0
    chosen = [kind for kind in APP_KINDS if not options.only or kind.name in options.only]
    tortured = tallies(chosen, lambda kind, base: torture(kind, options.kills, base, options.seed))
    return 0 if show(tortured) else 1
