"""Changes of the shelf one after the other, while the keys go on."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress

from textual.dom import DOMNode
from textual.worker import Worker, WorkerError

_MOMENT = 0.1
"""Seconds. A change takes less, unless another program writes to the shelf just then."""


class Turns:
    """Has things done in the order in which they were asked for; who asks waits for them no longer than a moment."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def take(self, node: DOMNode, doing: Coroutine[object, object, None]) -> None:
        """Do it after what was asked for before, also when that takes longer than this waits; as long as `node` lives."""
        await for_a_moment(node, self._do(doing), "turns")

    @property
    def are_taken(self) -> bool:
        """Whether something that was asked for is still being done."""
        return self._turn.locked()

    async def end(self) -> None:
        """Wait until everything that was asked for is done."""
        async with self._turn:
            pass

    async def _do(self, doing: Coroutine[object, object, None]) -> None:
        async with self._turn:
            await doing


async def for_a_moment(node: DOMNode, doing: Coroutine[object, object, None], group: str) -> None:
    """Do it as long as `node` lives, and wait for it no longer than a moment."""
    waiting = asyncio.ensure_future(_end_of(node.run_worker(doing, group=group)))
    await asyncio.wait({waiting}, timeout=_MOMENT)


async def _end_of(worker: Worker[None]) -> None:
    """Wait for a worker, however it ends; the app hears of a fault by itself."""
    with suppress(WorkerError):
        await worker.wait()
