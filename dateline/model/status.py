"""How sure the record is of something it says."""

from enum import StrEnum


class Status(StrEnum):
    """The closed vocabulary of docs/format.md, from surest to withdrawn, and one word for statements only."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    DISPUTED = "disputed"
    RETRACTED = "retracted"
    NOT_STATED = "not-stated"  # the party gave no figure, name or date; never the status of an event


STATUSES = (Status.CONFIRMED, Status.REPORTED, Status.DISPUTED, Status.RETRACTED)
