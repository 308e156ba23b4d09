"""How large a story may be."""

from typing import NamedTuple

MEGABYTE = 2**20


class Limits(NamedTuple):
    """Sizes of files in bytes: larger than `largest` they are not read, larger than `named` they have no names and quotes."""

    largest: int = 50 * MEGABYTE
    named: int = 5 * MEGABYTE
