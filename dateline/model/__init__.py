"""The record as frozen data. A reference to something else is its id, never the thing itself."""

from dateline.model.actor import Actor, Stance
from dateline.model.claim import Claim, Figure, Part, Withdrawal
from dateline.model.crisis import Crisis, Kind, KnownLine, Phase, Question
from dateline.model.event import Event, Involvement, Media, Quote, Statement, StatusChange
from dateline.model.ref import Ref
from dateline.model.site import OUTPUTS, Output, Settings, Site, TextPage
from dateline.model.source import Source, Sources
from dateline.model.status import STATUSES, Status
from dateline.model.story import Correction, Image, Story
from dateline.model.translation import Told, Translation

__all__ = [
    "OUTPUTS",
    "STATUSES",
    "Actor",
    "Claim",
    "Correction",
    "Crisis",
    "Event",
    "Figure",
    "Image",
    "Involvement",
    "Kind",
    "KnownLine",
    "Media",
    "Output",
    "Part",
    "Phase",
    "Question",
    "Quote",
    "Ref",
    "Settings",
    "Site",
    "Source",
    "Sources",
    "Stance",
    "Statement",
    "Status",
    "StatusChange",
    "Story",
    "TextPage",
    "Told",
    "Translation",
    "Withdrawal",
]
