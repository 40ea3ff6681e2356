"""What a run found and did."""

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.findings.diagnostics import Diagnostic, Severity
from dateline.read.text import ContentFile


@dataclass(frozen=True, slots=True)
class Withheld:
    """A file that is not published, and why."""

    path: str
    why: str  # draft · embargoed · expired · its crisis is withheld
    until: int | None  # the instant at which that changes, seconds since 1970; None: not by itself


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found and did."""

    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[str, ContentFile]  # to show their lines
    withheld: tuple[Withheld, ...] = ()
    held_back: tuple[str, ...] = ()  # paths left out by --hold-back
    next_change: int | None = None
    pages: int = 0
    made: int = 0  # pages that were rendered; the others stand as they were published
    written: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    published: bool = False

    @property
    def failed(self) -> bool:
        """Whether something keeps the site from being published."""
        return any(one.severity is Severity.ERROR for one in self.diagnostics)
