"""What the content as it is comes to, beside the content as it was: pages, findings, what is withheld."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dateline.findings.diagnostics import Diagnostic, new_among
from dateline.model import Site
from dateline.pipeline import Examined, levelled
from dateline.report import Withheld
from dateline.since.differences import plain
from dateline.views.plan import Page, Plan

MOST = 40
"""Lines of a list: what is more is counted."""


class Consequences(Struct, frozen=True):
    """What publishing would do, and what the checks say that they did not say before."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    """Addresses of the pages that people read."""
    files: int
    """How many other files would be new, changed or gone: feeds, data, embeds, pictures for sharing."""
    findings: tuple[Diagnostic, ...]
    withheld: tuple[Withheld, ...]


def consequences(before: Examined, after: Examined) -> Consequences:
    """Both are made into pages by the program, the templates and the assets that are here now."""
    old, new = _pages(before.site), _pages(after.site)
    read: dict[str, list[str]] = {"new": [], "changed": [], "gone": []}
    files = 0
    for path in sorted({**old, **new}):
        was, now = old.get(path), new.get(path)
        if was and now and _same(was, now):
            continue
        if _is_read(now or was):
            read["changed" if was and now else "new" if now else "gone"].append(_address(path))
        else:
            files += 1
    return Consequences(
        tuple(read["new"]),
        tuple(read["changed"]),
        tuple(read["gone"]),
        files,
        _new_findings(before, after),
        after.withheld,
    )


def _pages(site: Site) -> dict[str, Page]:
    return {page.path: page for page in Plan(site).pages()}


def _same(one: Page, other: Page) -> bool:
    """Whether both have the same bytes: from equal inputs come equal views, and often from others, too."""
    was, now = one.gather(), other.gather()
    return one.template == other.template and (was == now or one.make(*was) == other.make(*now))


def _is_read(page: Page | None) -> bool:
    return page is not None and page.template.startswith("pages/") and "/embed-" not in page.template


def _address(path: str) -> str:
    return "/" + path.removesuffix("index.html")


def _new_findings(before: Examined, after: Examined) -> tuple[Diagnostic, ...]:
    """Those that the content did not have before, at the levels of the site."""
    return new_among(
        levelled(before.diagnostics, before.site.settings, strict=False),
        levelled(after.diagnostics, after.site.settings, strict=False),
    )


def as_text(found: Consequences) -> str:
    """For a terminal, after the changes of the record."""
    lines = [f"\n{_counts(found)}"]
    for name, pages in _lists(found):
        lines += [f"{name}:", *(f"    {line}" for line in _cut(pages))]
    if found.findings:
        lines += [
            "The checks say what they did not say before:",
            *(f"    {_finding(one)}" for one in found.findings),
        ]
    if found.withheld:
        lines += ["Withheld:", *(f"    {_withheld(one)}" for one in found.withheld)]
    return "\n".join(lines) + "\n"


def as_markdown(found: Consequences) -> str:
    """For a pull request, after the changes of the record."""
    lines = ["", "## Pages", "", _counts(found)]
    for name, pages in _lists(found):
        lines += ["", f"<details><summary>{name} ({len(pages)})</summary>", ""]
        lines += [*(f"- {plain(line)}" for line in _cut(pages)), "", "</details>"]
    lines += ["", "## New findings", ""]
    lines += [f"- {plain(line)}" for line in _cut([_finding(one) for one in found.findings])] or ["None."]
    lines += ["", "## Withheld", ""]
    lines += [f"- {plain(line)}" for line in _cut([_withheld(one) for one in found.withheld])] or ["Nothing."]
    return "\n".join(lines) + "\n"


def _counts(found: Consequences) -> str:
    """“Pages: 1 new, 7 changed. Files for programs: 12.”"""
    parts = [f"{len(pages)} {name.lower()}" for name, pages in _lists(found)]
    said = f"Pages: {', '.join(parts)}." if parts else "No page would change."
    return f"{said} Feeds, data, embeds and pictures: {found.files}." if found.files else said


def _lists(found: Consequences) -> Iterator[tuple[str, Sequence[str]]]:
    for name, pages in (("New", found.new), ("Changed", found.changed), ("Gone", found.gone)):
        if pages:
            yield name, pages


def _cut(lines: Sequence[str]) -> list[str]:
    more = len(lines) - MOST
    return [*lines[:MOST], f"and {more} more"] if more > 0 else list(lines)


def _finding(one: Diagnostic) -> str:
    return f"{one.at}: {one.severity}[{one.code}] {one.message}"


def _withheld(one: Withheld) -> str:
    until = (
        time.strftime(" until %Y-%m-%dT%H:%M:%SZ", time.gmtime(one.until)) if one.until is not None else ""
    )
    return f"{one.path} ({one.why}{until})"
