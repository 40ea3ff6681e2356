"""Figures and what people say they are."""

from msgspec import Struct

from dateline.dates import PartialDate
from dateline.findings.positions import Position
from dateline.model.ref import Ref
from dateline.model.status import Status
from dateline.values.quantities import Quantity
from dateline.values.written import Written


class Figure(Written, frozen=True, kw_only=True, eq=False):
    """A number about the world that the desk tracks; its value is only ever a claim."""

    id: str
    label: str
    unit: str = ""
    unit_as_written: str = ""  # as the original has it, where ``unit`` is in other words
    definition: str = ""
    lead: bool = False  # shown on top of the crisis
    review_after: int | None = None  # days after which its newest claim counts as stale
    story: str = ""  # slug of the one story that defines it; empty: defined by the crisis
    at: Position


class Part(Written, frozen=True, kw_only=True, eq=False):
    """A part of a claim's value (“105 women”). Parts may overlap; none exceeds the whole."""

    label: str
    value: Quantity
    at: Position


class Withdrawal(Struct, frozen=True, kw_only=True, array_like=True):
    """When and why a claim was taken back by whoever made it."""

    date: PartialDate
    why: str = ""


class Claim(Written, frozen=True, kw_only=True, eq=False):
    """What somebody states a figure to be."""

    value: Quantity  # as written; rounding and grouping are a matter for views
    figure: Ref | None = (
        None  # a figure of the crisis; in a draft None: the label defines one of the story's own
    )
    label: str = ""  # with ``unit``: defines a figure of this story's own
    unit: str = ""
    by: Ref | None = None  # an actor; None: nobody is named
    as_of: PartialDate | None = None  # the day it describes, not the day it became known; None: missing
    sources: tuple[Ref, ...] = ()
    status: Status = Status.REPORTED
    reported: PartialDate | None = None  # when it became known; None: the story's `published`
    published: PartialDate | None = None
    quote: str = ""
    note: str = ""
    method: str = ""  # a change of definition; marks the series
    includes: tuple[Part, ...] = ()
    withdrawn: Withdrawal | None = None
    promised: bool = False
    at: Position
    value_at: Position
    unit_at: Position | None = None
    as_of_at: Position | None = None
    status_at: Position | None = None
