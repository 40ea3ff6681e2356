"""The words and glyphs of the statuses."""

from functools import cache

from dateline.languages.language import Language
from dateline.model import Status
from dateline.views.components import StatusView


@cache
def status_view(status: Status, language: Language) -> StatusView:
    """The status in words, and what it means."""
    word, meaning = _words(status, language)
    return StatusView(key=status.value, word=word, glyph=f"g-{status.value}", meaning=meaning)


def _words(status: Status, language: Language) -> tuple[str, str]:
    say = language.gettext
    match status:
        case Status.CONFIRMED:
            return say("Confirmed"), say(
                "On the record from the party concerned, or established by our own reporting."
            )
        case Status.REPORTED:
            return say("Reported"), say(
                "Said by a named source or early reports. We have not established it ourselves."
            )
        case Status.DISPUTED:
            return say("Disputed"), say(
                "Sources contradict each other, or a check found less than was claimed."
            )
        case Status.RETRACTED:
            return say("Retracted"), say(
                "We published it and withdrew it. The event stays, struck through, with the reason."
            )
        case Status.NOT_STATED:
            return say("Not stated"), say("The party gave no figure, name or date.")
