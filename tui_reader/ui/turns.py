"""Changes of the shelf one after the other, while the keys go on."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress

from textual.dom import DOMNode
from textual.worker import WorkerError

_MOMENT = 0.1
"""Seconds. A change takes less, unless another program writes to the shelf just then."""


class Turns:
    """Has things done in the order in which they were asked for; who asks waits for them no longer than a moment."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def take(self, node: DOMNode, doing: Coroutine[object, object, None]) -> None:
        """Do it after what was asked for before, also when that takes longer than this waits; as long as `node` lives."""
        worker = node.run_worker(self._do(doing), group="turns")
        with suppress(TimeoutError, WorkerError):
            await asyncio.wait_for(asyncio.shield(worker.wait()), _MOMENT)

    async def end(self) -> None:
        """Wait until everything that was asked for is done."""
        async with self._turn:
            pass

    async def _do(self, doing: Coroutine[object, object, None]) -> None:
        async with self._turn:
            await doing
