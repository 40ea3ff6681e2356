"""A name that stands for something else."""

from dateline.findings.positions import Position
from dateline.values.written import Written


class Ref(Written, frozen=True, eq=False):
    """In a draft the name as the editor wrote it, in the model the id it stands for."""

    id: str
    at: Position
