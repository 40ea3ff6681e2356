"""The search, and the register from A to Z that it stands on."""

from collections.abc import Mapping

from dateline.addresses import HOME, SEARCH, SEARCH_INDEX, register_address
from dateline.model import Status
from dateline.search.register import LetterPage, Line
from dateline.views.components import Choice, RegisterGroup, RegisterLine
from dateline.views.composer import Composer
from dateline.views.frame_data import Link
from dateline.views.frames import frame
from dateline.views.inputs import Letters, SearchInputs, Shared
from dateline.views.pages import RegisterPage, SearchPage


def search_page(shared: Shared, inputs: SearchInputs) -> SearchPage:
    """The search with its filters, and under it the register."""
    page = Composer(shared, SEARCH)
    title = page.say("Search")
    lede = page.say("Stories, events, claims and actors of every crisis on record.")
    return SearchPage(
        frame=frame(
            page,
            title,
            lede,
            crumbs=(page.link(page.say("Crises"), HOME), Link(title, current=True)),
        ),
        title=title,
        lede=lede,
        index=page.href(SEARCH_INDEX),
        root=page.href(HOME),
        crises=tuple(Choice(slug, name, count) for slug, name, count in inputs.crises),
        kinds=(
            Choice("story", page.say("Stories"), 0),
            Choice("event", page.say("Events"), 0),
            Choice("claim", page.say("Claims"), 0),
            Choice("actor", page.say("Actors"), 0),
        ),
        words=(
            Choice("story", page.say("Story"), 0),
            Choice("event", page.say("Event"), 0),
            Choice("claim", page.say("Claim"), 0),
            Choice("actor", page.say("Actor"), 0),
            Choice("crisis", page.say("Crisis"), 0),
        ),
        years=tuple(Choice(str(year), page.language.numerals(str(year)), 0) for year in inputs.years),
        statuses=tuple(map(page.status, Status)),
        letters=_letters(page, inputs.letters, here=bool(inputs.lines)),
        groups=tuple(_group(page, letter, lines) for letter, lines in inputs.lines),
    )


def register_page(shared: Shared, held: LetterPage[Line], letters: Letters) -> RegisterPage:
    """What begins with one letter."""
    page = Composer(shared, register_address(held.letter, held.number))
    name = letter_name(page, held.letter)
    title = page.say("From A to Z: %(letter)s", letter=name)
    if held.of > 1:
        title = page.say(
            "From A to Z: %(letter)s, page %(number)s of %(of)s",
            letter=name,
            number=page.language.number(held.number),
            of=page.language.number(held.of),
        )
    lede = page.say("Stories, events and actors on record, by the first letter of their names.")
    around: Mapping[int, Link] = {
        number: page.link(
            numbered_letter(page, name, number),
            register_address(held.letter, number),
        )
        for number in (held.number - 1, held.number + 1)
        if 1 <= number <= held.of
    }
    return RegisterPage(
        frame=frame(
            page,
            title,
            lede,
            crumbs=(
                page.link(page.say("Crises"), HOME),
                page.link(page.say("Search"), SEARCH),
                Link(name, current=True),
            ),
            robots="noindex",
        ),
        title=title,
        lede=lede,
        letters=_letters(page, letters, here=False, current=held.letter),
        groups=(_group(page, held.letter, held.lines),),
        back=around.get(held.number - 1),
        on=around.get(held.number + 1),
    )


def numbered_letter(page: Composer, name: str, number: int) -> str:
    """One of several pages of a letter."""
    return page.say("%(letter)s, page %(number)s", letter=name, number=page.language.number(number))


def letter_name(page: Composer, letter: str) -> str:
    """A letter as a heading: a capital, “0–9”, or the word for signs that are neither."""
    language = page.language
    if letter == "0":
        return language.range.format(low=language.numerals("0"), high=language.numerals("9"))
    return page.say("Other signs") if letter == "#" else dict(language.letters).get(letter, letter).upper()


def _letters(page: Composer, letters: Letters, here: bool, current: str = "") -> tuple[Link, ...]:
    return tuple(
        Link(
            letter_name(page, letter),
            f"#{_anchor(letter)}" if here else page.href(register_address(letter)),
            current=letter == current,
            count=count,
        )
        for letter, count in letters
    )


def _anchor(letter: str) -> str:
    return f"letter-{ {'0': '0-9', '#': 'other'}.get(letter, letter) }"


def _group(page: Composer, letter: str, lines: tuple[Line, ...]) -> RegisterGroup:
    return RegisterGroup(
        anchor=_anchor(letter),
        title=letter_name(page, letter),
        lines=tuple(_line(page, line) for line in lines),
    )


def _line(page: Composer, line: Line) -> RegisterLine:
    return RegisterLine(
        href=page.href(line.address),
        title=line.title,
        date=page.date(line.date, line.date_text) if line.date else None,
        status=page.status(line.status) if line.status else None,
        note=line.note,
    )
