"""What would be made one by one when somebody asks, made beforehand on all cores.

The processes that make it put it into the database as this one would, and end: none of them holds the whole site, and
whoever asks later finds it there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.memory.database import Database, Row
from dateline.workers import spread, worth_it


def make_ahead(
    database: Database, weights: Mapping[str, int], make: Callable[[str], object], jobs: int
) -> None:
    """``make(name)`` for each name, of which only what it puts into the ``database`` is of use; nothing where it is so
    little that it may as well be made later, here. ``weights``: how much each name is, against ``workers.FEWEST``."""
    if not worth_it(sum(weights.values()), jobs):
        return
    from msgspec.msgpack import decode, encode

    def work(name: str) -> bytes:
        make(name)
        return encode(database.taken())

    database.save()
    for data in spread(list(weights), work, jobs, list(weights.values())):
        for row in decode(data, type=list[Row]):
            database.put(*row)
    database.save()
