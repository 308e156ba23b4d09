"""Having the C library give back what threads have used. It matters to a reader that is open for weeks."""

from contextlib import suppress

_ARENA_MAX = -8
"""`M_ARENA_MAX` of glibc's `mallopt`."""


def share_one_arena() -> None:
    """Let threads that begin from now on take memory from one place, as far as glibc is the C library.

    Otherwise each gets an arena of its own, which keeps what was freed in it: a dozen threads that do now and
    then what takes much memory hold a dozen times as much.
    """
    import ctypes  # noqa: PLC0415  it takes milliseconds, and the first frame is waited for

    with suppress(OSError, AttributeError, TypeError):  # no such function: another C library, or Windows
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)
