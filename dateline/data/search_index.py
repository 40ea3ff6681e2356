"""The index of the search, as browsers fetch it: columns of what is shown and searched, without what can be derived."""

from collections.abc import Callable, Sequence
from typing import Any

from dateline.addresses import SEARCH, crisis_address
from dateline.data.inputs import IndexInputs, PartInputs
from dateline.data.json_text import compact_json
from dateline.languages import tongues
from dateline.model import Status
from dateline.search.cards import ClaimCard
from dateline.search.spelling import table
from dateline.values.quantities import Form
from dateline.views.composer import Composer
from dateline.views.inputs import Shared

_STATUSES = {
    Status.CONFIRMED: "c",
    Status.REPORTED: "r",
    Status.DISPUTED: "d",
    Status.RETRACTED: "x",
    Status.NOT_STATED: "n",
}


def search_index(shared: Shared, inputs: IndexInputs) -> str:
    """``search/index.json``: how words are compared, crises, actors, the newest part, and where the others are."""
    return tongues.bare(
        compact_json(
            {
                "spelling": table(),
                "crises": [(slug, *map(_told, texts)) for slug, *texts in inputs.crises],
                "actors": [
                    (id, _told(name), _told(role), *names) for id, name, role, *names in inputs.actors
                ],
                "newest": _part(shared, inputs.newest),
                "parts": [
                    {
                        "name": f"{number}.json",
                        "crises": crises,
                        "from": min(years, default=0),
                        "to": max(years, default=9999),
                    }
                    for number, crises, years in inputs.ahead
                ],
            }
        )
    )


def search_part(shared: Shared, inputs: PartInputs) -> str:
    """``search/1.json`` and so on: an older part of a long record."""
    return tongues.bare(compact_json(_part(shared, inputs)))


Told = str | tuple[str, str, str]


def _told(text: str) -> Told:
    """A text that results show: where it is not in the language of the page, behind its language and direction."""
    language = tongues.language_in(text)
    return (language, tongues.direction_of(language), text) if language else text


class _Names:
    """Numbers for names, in the order in which they come."""

    def __init__(self) -> None:
        self.all: dict[Any, int] = {}

    def number(self, name: Any) -> int:
        return self.all.setdefault(name, len(self.all))


def _part(shared: Shared, inputs: PartInputs) -> dict[str, Any]:
    page = Composer(shared, SEARCH, inputs.lookup)
    crises, actors, places, figures = _Names(), _Names(), _Names(), _Names()
    cards = inputs.part.cards
    claims = [(card, claim) for card in cards for claim in card.claims]

    def column(of: Callable[[Any], Any], rows: Sequence[Any]) -> list[Any]:
        return [of(row) for row in rows]

    def figure(crisis: str, id: str, label: str) -> int:
        below = page.figure(crisis, id).removeprefix(page.href(crisis_address(crisis)))
        return figures.number((crises.number(crisis), below, _told(tongues.capital(label))))

    events = {
        "crisis": column(lambda card: crises.number(card.crisis), cards),
        "id": column(lambda card: card.id, cards),
        "story": "".join("01"[card.is_story] for card in cards),
        "title": column(lambda card: _told(card.title), cards),
        "date": column(lambda card: _told(page.date(card.date, card.date_text).short), cards),
        "years": column(lambda card: card.years, cards),
        "status": "".join(_STATUSES[card.status] for card in cards),
        "place": column(lambda card: places.number(card.place), cards),
        "actors": column(lambda card: [actors.number(id) for id in card.actors], cards),
        "text": column(
            lambda card: " ".join(
                (*(f"{label} {page.plain(text)}".strip() for label, text in card.statements), *card.tags)
            ),
            cards,
        ),
    }
    said = {
        "figure": column(lambda row: figure(row[0].crisis, row[1].figure, row[1].label), claims),
        "value": column(lambda row: _value(page, row[1]), claims),
        "by": column(lambda row: actors.number(row[1].by) if row[1].by else -1, claims),
        "date": column(lambda row: _told(page.date(row[1].as_of).short), claims),
        "years": column(lambda row: row[1].years, claims),
        "status": "".join(_STATUSES[claim.status] for _, claim in claims),
    }
    for unclaimed in inputs.unclaimed:
        figure(*unclaimed)
    return {
        "crises": list(crises.all),
        "actors": list(actors.all),
        "places": list(places.all),
        "figures": list(figures.all),
        "events": events,
        "claims": said,
    }


def _value(page: Composer, claim: ClaimCard) -> str:
    """What is claimed, in a few words: “863 people”, “dozens”, “denies any”, “12 (promised)”."""
    value = page.quantity(claim.value)
    if claim.value.form is Form.NONE:
        text = page.say("denies any")
    elif claim.unit and claim.unit not in claim.label and not (value.vague or value.empty):
        text = f"{value.text} {claim.unit}"
    else:
        text = value.text
    if claim.promised:
        text = page.say("%(value)s (promised)", value=text)
    return page.say("%(value)s (withdrawn)", value=text) if claim.withdrawn else text
