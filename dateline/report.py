"""What a run found and did."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.findings.diagnostics import Diagnostic, Severity, summary
from dateline.read.text import ContentFile


@dataclass(frozen=True, slots=True)
class Withheld:
    """A file that is not published, and why."""

    path: str
    why: str  # draft · embargoed · expired · its crisis is a draft · its original is withheld
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

    @property
    def status(self) -> int:
        """The exit code of a build that ends with this."""
        return 0 if self.published and not self.failed else 1

    @property
    def closing(self) -> tuple[str, str]:
        """What was built, what was withheld and why: what stands before and after the seconds that it took."""
        problems = f"{summary(self.diagnostics).capitalize()}. " if self.diagnostics else ""
        if not self.published:
            return (
                f"{problems}Nothing was published; what was there is as it was (",
                f" s).{self.withholding}",
            )
        changed = (
            f"{len(self.written)} written, {len(self.removed)} removed"
            if self.written or self.removed
            else "nothing changed"
        )
        held = f" Held back because of errors: {', '.join(self.held_back)}." if self.held_back else ""
        return f"{problems}Built {self.pages} pages in ", f" s: {changed}.{held}{self.withholding}"

    @property
    def withholding(self) -> str:
        """“ Withheld: a.md (draft), b.md (embargoed). Next change: 2026-01-10T08:00:00Z.”, or nothing."""
        parts = []
        if self.withheld:
            listed = ", ".join(f"{one.path} ({one.why})" for one in self.withheld)
            parts.append(f" Withheld: {listed}.")
        if self.next_change is not None:
            moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.next_change))
            parts.append(f" Next change: {moment}.")
        return "".join(parts)
