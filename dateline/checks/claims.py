"""Rules about figures and the claims for them."""

from collections.abc import Iterator

from dateline.dates import FAR_FUTURE, PartialDate, Shape
from dateline.findings.diagnostics import Diagnostic
from dateline.model import Claim, Crisis, Site, Status
from dateline.prose import Kind


def claims_of(site: Site) -> Iterator[tuple[Crisis, Claim]]:
    """Every claim with its crisis, in the order of the files."""
    for crisis in site.crises.values():
        for story in crisis.stories:
            for claim in story.figures:
                yield crisis, claim


def parts_fit_the_whole(site: Site) -> Iterator[Diagnostic]:
    """No part exceeds the whole, however either number is read."""
    for _, claim in claims_of(site):
        for part in claim.includes:
            if part.value.exceeds(claim.value):
                message = f"the part “{part.label}” ({part.value}) exceeds the whole ({claim.value})"
                yield Diagnostic(part.at, "FIG001", message, "look both numbers up in the source")


def claims_are_in_one_unit(site: Site) -> Iterator[Diagnostic]:
    """All claims for a figure are in its unit: the one it defines, or that of the first claim."""
    for crisis in site.crises.values():
        units = {figure.id: figure.unit for figure in crisis.figures if figure.unit}
        for story in crisis.stories:
            for claim in story.figures:
                if not claim.unit or not claim.figure:
                    continue
                unit = units.setdefault(claim.figure.id, claim.unit)
                if claim.unit != unit:
                    message = f"this claim is in {claim.unit}, and the figure “{claim.figure.id}” in {unit}"
                    yield Diagnostic(
                        claim.unit_at or claim.at,
                        "FIG002",
                        message,
                        "leave `unit:` out, or define another figure",
                    )


def claims_can_be_checked(site: Site) -> Iterator[Diagnostic]:
    """A claim has a claimant, a source and a day, and the day is not after the source."""
    for crisis, claim in claims_of(site):
        if claim.by is None and not claim.note:
            hint = "add `by:` with an actor, or `note:` with why nobody is named"
            yield Diagnostic(claim.at, "FIG008", "nobody is named for this claim", hint)
        if not claim.sources:
            yield Diagnostic(claim.at, "FIG003", "this claim has no source", "add `source:`")
        if claim.as_of is None:
            if claim.as_of_at is None:  # else it is there, and reported for what is wrong with it
                hint = "add `as_of:` with the day it describes, or `unknown`"
                yield Diagnostic(claim.at, "FIG004", "this claim does not say for which day it holds", hint)
            continue
        where = site.zone_of(crisis)
        dates = [site.sources[ref.id].published if ref.id in site.sources else None for ref in claim.sources]
        known = [date for date in dates if _is_known(date)]
        if claim.promised or not known or len(known) < len(dates) or not _is_known(claim.as_of):
            continue
        if claim.as_of.bounds(where)[0] > max(date.bounds(where)[1] for date in known if date):
            message = f"the claim is of {claim.as_of}, and its source of {' and '.join(map(str, known))}"
            yield Diagnostic(
                claim.as_of_at or claim.value_at, "FIG005", message, "look up which of the dates is wrong"
            )


def _is_known(date: PartialDate | None) -> bool:
    return date is not None and date.shape is not Shape.UNKNOWN


def claims_of_days_to_come(site: Site, now: int) -> Iterator[tuple[int, Diagnostic]]:
    """A claim describes a day that has begun. With the instant at which it will have, in seconds since 1970."""
    for crisis, claim in claims_of(site):
        if claim.as_of is None or claim.promised or not _is_known(claim.as_of):
            continue
        if now < (start := claim.as_of.bounds(site.zone_of(crisis))[0]) < FAR_FUTURE:
            message = f"the day it describes, {claim.as_of}, is still to come"
            hint = "look the year up, or write `promised: true`"
            yield start, Diagnostic(claim.as_of_at or claim.value_at, "FIG006", message, hint)


def disputes_have_two_sides(site: Site) -> Iterator[Diagnostic]:
    """What is disputed shows more than one side: rival claimants, several statements in an event, or several actors
    that take part, are quoted, or are named in its text."""
    for crisis in site.crises.values():
        claimants: dict[str, set[str]] = {}
        for story in crisis.stories:
            for claim in story.figures:
                if claim.figure:
                    claimants.setdefault(claim.figure.id, set()).add(claim.by.id if claim.by else "")
        for story in crisis.stories:
            contested = [claim for claim in story.figures if claim.status is Status.DISPUTED]
            for claim in contested:
                if claim.figure and len(claimants[claim.figure.id]) < 2:
                    message = f"the only claim for “{claim.figure.id}” is disputed"
                    yield Diagnostic(
                        claim.status_at or claim.at, "STATUS002", message, "add what the other side says"
                    )
            for event in story.all_events:
                if event.status is not Status.DISPUTED or contested:
                    continue
                texts = [text for text in (event.text, story.body if event is story.event else None) if text]
                said_of = {one.id for text in texts for one in text.references if one.kind is Kind.ACTOR}
                sides = max(len(event.actor_ids | said_of), len(event.statements))
                if sides < 2:
                    message = "this is disputed, and only one side is shown"
                    hint = "add what the other side says under `statements:`, or who it is under `actors:`"
                    yield Diagnostic(event.status_at or event.title_at, "STATUS002", message, hint)
