"""What is different between two states of the published record, and which of it readers were not told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from dateline.addresses import story_address
from dateline.checks.links import addresses
from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Position
from dateline.model import Claim, Crisis, Event, Site, Status, Story


class Difference(Struct, frozen=True):
    """One difference. ``was`` is empty for what is new, ``now`` for what is gone."""

    where: str  # “venezuela: Harbour closes”
    what: str  # “the claim of harbour-board for ships”
    was: str
    now: str
    at: Position
    code: str = ""
    """The rule that wants it explained; empty where nothing is to be explained or somebody did."""


def differences(before: Site, after: Site) -> tuple[Difference, ...]:
    """Every difference between two published sites that a reader could have noticed, in the order of the record."""
    found: list[Difference] = []
    for slug, crisis in after.crises.items():
        old = before.crises.get(slug)
        if old is None:
            found.append(Difference(slug, "the crisis", "", crisis.title, crisis.at))
        else:
            found += _in_crisis(old, crisis)
    found += _gone(before, after)
    return tuple(found)


def unexplained(found: Iterable[Difference]) -> tuple[Diagnostic, ...]:
    """Findings for the differences that need a correction, an alias or a retraction and have none, in their order."""
    return tuple(
        Diagnostic(
            one.at, one.code, f"{one.what} was {one.was}, and is {one.now or 'gone'}", _HINTS[one.code]
        )
        for one in found
        if one.code
    )


_HINTS: Mapping[str, str] = {
    "CHANGE001": "add an entry to `corrections:`, or put it back",
    "CHANGE002": "add an entry to `corrections:`, or put it back",
    "CHANGE003": "add an entry to `history:` or `corrections:`, or put it back",
    "CHANGE004": "add an entry to `corrections:`, or put it back",
    "CHANGE005": "add the old one to `old_addresses:` or `old_ids:` of what took its place, or the address to "
    "`removed:` in `site.yaml` where it was taken down for good",
    "CHANGE006": "put it back with `status: retracted` and `retraction:`, or add its id to `old_ids:` of another",
}


def _in_crisis(old: Crisis, new: Crisis) -> Iterator[Difference]:
    renamed = {address: story.slug for story in new.stories for address in story.old_addresses}
    before = {renamed.get(story_address(old.slug, story.slug), story.slug): story for story in old.stories}
    for figure in old.figures:
        if not figure.story and figure.id not in {one.id for one in new.figures}:
            yield Difference(new.slug, f"the figure “{figure.id}”", figure.label, "", new.at, "CHANGE005")
    for story in new.stories:
        past = before.get(story.slug)
        where = f"{new.slug}: {story.title}"
        if past is None:
            yield Difference(where, "the story", "", story.title, story.at)
        told = [one for one in story.corrections if past is None or one not in past.corrections]
        for correction in told:
            yield Difference(where, "a correction", correction.was, correction.now, correction.at)
        if past is not None:
            yield from _claims(where, past, story, any(one.event is None for one in told))
    yield from _events(old, new, before)


def _claims(where: str, old: Story, new: Story, told: bool) -> Iterator[Difference]:
    left = list(new.figures)
    pairs: list[tuple[Claim, Claim | None]] = []
    for same in (
        _exactly,
        _roughly,
    ):  # the same day first: a newer count beside an older one is no change of it
        for claim in old.figures:
            if all(claim is not one for one, _ in pairs):
                match = next((one for one in left if same(one) == same(claim)), None)
                if match is not None:
                    left.remove(match)
                    pairs.append((claim, match))
    pairs += [(claim, None) for claim in old.figures if all(claim is not one for one, _ in pairs)]
    for claim, now in pairs:
        name = _name(claim)
        at = now.value_at if now else new.at
        withdrawn = now is not None and now.withdrawn is not None
        code = "" if told or withdrawn else "CHANGE001"
        if now is None or (str(now.value), now.as_of) != (str(claim.value), claim.as_of):
            yield Difference(where, name, _dated(claim), _dated(now) if now else "", at, code)
            continue
        if now.status is not claim.status:
            yield Difference(
                where,
                f"the status of {name}",
                claim.status,
                now.status,
                at,
                "" if told or withdrawn else "CHANGE003",
            )
        if now.quote != claim.quote and claim.quote:
            yield Difference(
                where,
                f"the quote of {name}",
                _quoted(claim.quote),
                _quoted(now.quote),
                at,
                code and "CHANGE004",
            )
    for claim in left:
        name = _name(claim)
        yield Difference(where, name, "", _dated(claim), claim.value_at)


def _name(claim: Claim) -> str:
    by = claim.by.id if claim.by else "nobody named"
    return f"the claim of {by} for “{claim.figure.id if claim.figure else claim.label}”"


def _exactly(claim: Claim) -> tuple[object, ...]:
    return (*_roughly(claim), claim.as_of)


def _roughly(claim: Claim) -> tuple[object, ...]:
    return claim.figure and claim.figure.id, claim.by and claim.by.id, claim.promised


def _dated(claim: Claim) -> str:
    return f"{claim.value} as of {claim.as_of}" if claim.as_of else str(claim.value)


def _quoted(text: str) -> str:
    return f"“{text}”" if text else ""


def _events(old: Crisis, new: Crisis, before: Mapping[str, Story]) -> Iterator[Difference]:
    owners = {event.id: story for story in new.stories for event in story.all_events}
    now = {event.id: event for story in new.stories for event in story.all_events}
    now |= {alias: event for event in tuple(now.values()) for alias in event.old_ids if alias not in now}
    now |= {story.slug: now[slug] for slug, story in before.items() if slug in now and story.slug not in now}
    kept: set[str] = set()
    for event in (event for story in old.stories for event in story.all_events):
        one = now.get(event.id)
        if one is None:
            yield Difference(
                f"{new.slug}: {event.title}",
                f"the event “{event.id}”",
                f"on {event.date}",
                "",
                new.at,
                "CHANGE006",
            )
            continue
        kept.add(one.id)
        yield from _event(f"{new.slug}: {one.title}", event, one, owners[one.id], before)
    for id, story in owners.items():
        if id not in kept and story.slug in before:
            event = now[id]
            yield Difference(
                f"{new.slug}: {event.title}", f"the event “{id}”", "", f"on {event.date}", event.title_at
            )


def _event(
    where: str, old: Event, new: Event, story: Story, before: Mapping[str, Story]
) -> Iterator[Difference]:
    past = before.get(story.slug)
    told = any(
        (one.event.id.rpartition("/")[2] if one.event else story.slug) == new.id
        for one in story.corrections
        if past is None or one not in past.corrections
    )
    name = f"“{new.id}”"
    if old.date != new.date:
        yield Difference(
            where,
            f"the date of {name}",
            str(old.date),
            str(new.date),
            new.date_at,
            "" if told else "CHANGE002",
        )
    if old.status is not new.status:
        reason = any(one.status is new.status and one not in old.history for one in new.history)
        reason |= new.status is Status.RETRACTED and bool(new.retraction)
        code = "" if told or reason else "CHANGE003"
        yield Difference(where, f"the status of {name}", old.status, new.status, new.title_at, code)
    if old.quote and (new.quote is None or (old.quote.text, old.quote.by) != (new.quote.text, new.quote.by)):
        said = _quoted(new.quote.text) if new.quote else ""
        at = new.quote.at if new.quote else new.title_at
        yield Difference(
            where, f"the quote in {name}", _quoted(old.quote.text), said, at, "" if told else "CHANGE004"
        )


def _gone(before: Site, after: Site) -> Iterator[Difference]:
    """Addresses that answered before and lead nowhere now."""
    known = {one.strip("/") for one in addresses(after)}
    known.update(one.strip("/") for one in after.settings.removed)
    for crisis in after.crises.values():
        known.update(one.strip("/") for one in crisis.old_addresses)
        known.update(one.strip("/") for story in crisis.stories for one in story.old_addresses)
    for address in addresses(before):
        if address.strip("/") not in known:
            near = [one.at for slug, one in after.crises.items() if f"/crises/{slug}/" in f"/{address}"]
            at = near[0] if near else after.settings.at
            yield Difference("addresses", f"the page {address}", "there", "", at, "CHANGE005")


def as_text(found: Iterable[Difference], revision: str) -> str:
    """One line a change, those that nobody explained marked with their code."""
    lines = [f"{one.where}\n    {_worded(one)}" + (f" [{one.code}]" if one.code else "") for one in found]
    return "\n".join(lines or [f"Nothing that readers see of the record changed since {revision}."]) + "\n"


def as_markdown(found: Iterable[Difference], revision: str) -> str:
    """The same for a pull request: a list under each crisis and story."""
    lines, where = [f"# The record since `{revision}`"], ""
    for one in found:
        if one.where != where:
            where = one.where
            lines += ["", f"## {plain(where)}", ""]
        lines.append(f"- {plain(_worded(one))}" + (f" — **not explained** ({one.code})" if one.code else ""))
    return "\n".join(lines if where else [*lines, "", "Nothing that readers see changed."]) + "\n"


def plain(text: str) -> str:
    """``text`` without a meaning in Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in text)


def _worded(one: Difference) -> str:
    if not one.was:
        return f"new: {one.what}, {one.now}"
    return f"{one.what}: {one.was} → {one.now}" if one.now else f"gone: {one.what}, {one.was}"
