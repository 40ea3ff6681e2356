"""A name that stands for something else."""

from dataclasses import field

from dateline.findings.positions import Position
from dateline.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Ref:
    """In a draft the name as the editor wrote it, in the model the id it stands for."""

    id: str
    at: Position = field(compare=False)
