"""Killing one kind of write again and again, and looking at what is left."""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.kinds import Kind
from tests.torture.tracer import HOWS, How, Run, apart, survivors, traced
from tests.torture.world import World

_TRIES = 3


@dataclass(slots=True)
class Tally:
    """What became of one kind: kills, those inside a write, and what was lost, doubled, left behind or else wrong."""

    name: str
    kills: int = 0
    inside: int = 0
    lost: int = 0
    doubled: int = 0
    left: int = 0
    wrong: int = 0
    writes: int = 0
    details: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        return self.inside == self.kills and not (self.lost or self.doubled or self.left or self.wrong)


@dataclass(frozen=True, slots=True)
class _After:
    """What was there after a kill: at once, and when everything was done once more."""

    found: Counter[str]
    again: Counter[str]
    troubles: list[str]
    left: list[str]


def torture(kind: Kind, kills: int, base: Path, seed: int = 1) -> Tally:
    """Kill `kind` `kills` times, each time from the same beginning in a folder below `base`."""
    world, kept = World(base / "world"), base / "kept"
    apart(lambda: kind.begin(world))
    world.base.rename(kept)
    restore(kept, world)
    states = list(apart(lambda: list(_states(kind, world))))
    restore(kept, world)
    calm = traced(lambda confirm: _do(kind, world, confirm), world.base, where=kind.where)
    if calm.failure:
        raise RuntimeError(calm.failure)
    tally = Tally(kind.name, writes=len(calm.writes))
    chance = random.Random(seed)  # noqa: S311
    for number, place in enumerate(places(len(calm.writes), kills, chance)):
        run = _kill(kind, kept, world, place, HOWS[number % len(HOWS)])
        _judge(tally, run, states, _after(kind, world), survivors(run.pid))
    shutil.rmtree(base)
    return tally


def _states(kind: Kind, world: World) -> Iterator[Counter[str]]:
    yield world.contents()
    for step in kind.steps:
        step(world)
        yield world.contents()


def _do(kind: Kind, world: World, confirm: Callable[[], None]) -> None:
    for step in kind.steps:
        step(world)
        confirm()


def places(writes: int, kills: int, chance: random.Random) -> list[int]:
    """At which writes to kill: spread over all of them, each as often as any other."""
    return [
        number * writes // kills + 1 + chance.randrange(max(writes // kills, 1)) for number in range(kills)
    ]


def _kill(kind: Kind, kept: Path, world: World, place: int, how: How) -> Run:
    """One kill; a run that ended before that write (processes that work together differ) is done again, earlier."""
    for _ in range(_TRIES):
        restore(kept, world)
        run = traced(lambda confirm: _do(kind, world, confirm), world.base, place, how, kind.where)
        if run.killed is not None:
            break
        place = max(len(run.writes) - 1, 1)
    return run


def restore(kept: Path, world: World) -> None:
    shutil.rmtree(world.base, ignore_errors=True)
    shutil.copytree(kept, world.base)


def _after(kind: Kind, world: World) -> _After:
    """The next start, then the same once more."""

    def look() -> _After:
        troubles: list[str] = []
        found: Counter[str] = Counter()
        try:
            world.command("index")
            world.command("bookmarks")
            found = world.contents()
            troubles = world.index_troubles()
            for step in kind.steps:
                try:
                    step(world)
                except Exception as error:
                    if "is there already" not in str(error):
                        raise
        except Exception as error:  # noqa: BLE001  whatever it is, it is what the torture looks for
            troubles.append(f"{type(error).__name__}: {error}")
        return _After(found, world.contents(), troubles, world.left_behind())

    result: _After = apart(look)
    return result


def _judge(tally: Tally, run: Run, states: list[Counter[str]], after: _After, alive: list[int]) -> None:
    tally.kills += 1
    tally.inside += run.killed is not None
    allowed = states[run.confirmed : run.confirmed + 2]
    kept = allowed[0] & allowed[-1]
    lost = list((kept - after.found).elements())
    doubled = [] if lost or after.found in allowed else list((after.found - kept).elements())
    doubled += list((after.again - states[-1]).elements())
    lost += list((states[-1] - after.again).elements())
    left = after.left + [f"process {pid}" for pid in alive]
    wrong = [*after.troubles, *filter(None, [run.failure])]
    tally.lost += bool(lost)
    tally.doubled += bool(doubled)
    tally.left += bool(left)
    tally.wrong += bool(wrong)
    if lost or doubled or left or wrong:
        where = f"{run.killed.call} {run.killed.path}" if run.killed else "not killed"
        said = f"lost {lost[:2]}, doubled {doubled[:2]}, left {left[:2]}, {wrong[:2]}"
        tally.details.append(f"{where}: {said:.600}")
