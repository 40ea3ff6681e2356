"""What ``build.py links --external`` does: asks every address outside that the published pages lead to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag

from dateline import pipeline
from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Position
from dateline.options import Options
from dateline.outside.asking import NO_HOST, host_of, is_web
from dateline.outside.links import outside_links
from dateline.outside.places import places_of
from dateline.outside.politely import Found, Kind, ask_all, is_offline
from dateline.progress import Progress
from dateline.read.folders import read_content, read_texts
from dateline.read.text import ContentFile
from dateline.report import Report


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found, and what it came to in a sentence without a full stop."""

    report: Report
    summary: str


def ask_outside(options: Options, allow_private: bool, progress: Progress) -> Asked:
    """Ask all of them; findings stand where the content has the address, else at the page that leads there."""
    site = pipeline.for_address(pipeline.published(options, progress).site, options)
    pages = {
        urldefrag(address).url: Position(f"{options.output.name}/{page}", line, 1)
        for address, (page, line) in reversed(outside_links(options.output, site.settings.base_url).items())
        if is_web(address)
    }
    found = ask_all(pages, allow_private, lambda done: progress.at("asking", done, len(pages)))
    if is_offline(found):
        return Asked(Report((), {}), "The network cannot be reached from here: nothing could be asked")
    texts = read_texts(
        options.root, [entry.path for entry in read_content(options.root, options.content).texts]
    )
    places = places_of(pages, texts.values())
    said = [
        Diagnostic(at, *one)
        for address, answer in found.items()
        for at in places.get(address, [pages[address]])
        for one in _said(address, answer, _fragment(texts.get(at.path), at))
    ]
    diagnostics = pipeline.levelled(said, site.settings, options.strict)
    return Asked(Report(diagnostics, texts), _summary(found))


def _fragment(file: ContentFile | None, at: Position) -> str:
    """What stands behind the address at a place, from its “#” on."""
    written = file.line(at.line)[at.column - 1 :][: at.length] if file is not None else ""
    return "".join(written.partition("#")[1:])


def _said(address: str, found: Found, fragment: str) -> Iterator[tuple[str, str, str]]:
    """Code, message and hint of what is to be said of an address; nothing where it is there."""
    match found.kind:
        case Kind.GONE:
            yield _gone(address, found)
        case Kind.OFFLINE if found.why == NO_HOST:
            yield _gone(address, found)
        case Kind.SILENT | Kind.OFFLINE:
            hint = "try it in a browser; where it stays like this, give a copy that lasts (`archived:`)"
            yield "LINK004", f"{address} does not answer: {found.why}", hint
        case Kind.PRIVATE:
            hint = "give an address that readers can reach, or ask it, too, with --allow-private"
            yield "LINK006", f"{address} leads into a private network, and was not asked", hint
        case Kind.THERE if found.moved_to:
            yield (
                "LINK005",
                f"{address} has moved for good",
                f"write {found.moved_to.partition('#')[0]}{fragment}",
            )


def _gone(address: str, found: Found) -> tuple[str, str, str]:
    hint = "give its new address, or that of a copy that lasts; a source may have both (`archived:`)"
    return "LINK003", f"nothing is at {address} any more: {found.why}", hint


def _summary(found: Mapping[str, Found]) -> str:
    """“Asked 34 addresses at 20 hosts: 1 is gone, 2 do not answer, 4 refuse programs”."""
    if not found:
        return "The pages lead to no address outside"
    kinds = [Kind.GONE if one.why == NO_HOST else one.kind for one in found.values()]
    moved = sum(1 for one in found.values() if one.kind is Kind.THERE and one.moved_to)
    parts = [
        f"{number} {words}"
        for number, words in (
            (kinds.count(Kind.GONE), "gone"),
            (kinds.count(Kind.SILENT) + kinds.count(Kind.OFFLINE), "without an answer"),
            (kinds.count(Kind.PRIVATE), "in a private network"),
            (moved, "moved for good"),
            (kinds.count(Kind.UNKNOWN), "refused to programs, so nobody knows"),
        )
        if number
    ]
    hosts = len({host_of(address) for address in found})
    asked = f"Asked {_counted(len(found), 'address', 'addresses')} at {_counted(hosts, 'host', 'hosts')}: "
    return asked + (", ".join(parts) if parts else "all are there")


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
