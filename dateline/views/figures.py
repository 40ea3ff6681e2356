"""Figures as views: the central counts, and each figure with its rival claims, chart and table."""

from collections.abc import Sequence
from datetime import tzinfo
from functools import lru_cache

from msgspec.structs import replace

from dateline.addresses import figure_address
from dateline.charts.choose import choose
from dateline.charts.claims import ChartClaim, ChartFigure, ChartPart
from dateline.dates import UNKNOWN
from dateline.languages.language import Language
from dateline.languages.tongues import capital
from dateline.model import Claim, Figure, Status
from dateline.record.figures import Series
from dateline.values.quantities import Form
from dateline.views.claims import claim_view
from dateline.views.components import ClaimView, CountView, FigureView, TableView
from dateline.views.composer import Composer, claim_in_words
from dateline.views.dates import DateView
from dateline.views.frame_data import Link

MOST_COUNTS = 4
MOST_IN_TITLE = 4
"""Claims that the title of a figure spells out."""
PERSONS = frozenset(("people", "persons", "person"))
"""Units that count people one by one, as content in English writes them."""


def claim_place(page: Composer, crisis: str, series: Series) -> Link:
    """Where a figure's sources are cited from."""
    return Link(series.figure.label, page.href(figure_address(crisis, series.figure.id)))


def count_views(
    page: Composer, crisis: str, all_series: Sequence[Series], cites: bool = True
) -> tuple[CountView, ...]:
    """The crisis's lead figures that somebody has said something about, at most four."""
    leads = [one for one in all_series if is_counted(one)]
    return tuple(_count(page, crisis, series, cites) for series in leads[:MOST_COUNTS])


def is_counted(series: Series) -> bool:
    """Whether it stands among the counts on top of a crisis."""
    return series.figure.lead and bool(series.current)


def _count(page: Composer, crisis: str, series: Series, cites: bool) -> CountView:
    """The claim that says most, and the rivals to it in words. Never an average, never silently one of several."""
    main = next(
        (claim for _, claim in series.current if claim.value.form not in (Form.NONE, Form.UNKNOWN)),
        series.current[0][1],
    )
    place = claim_place(page, crisis, series) if cites else None
    status = Status.NOT_STATED if main.value.form is Form.UNKNOWN else main.status
    rivals = [claim_in_words(page, claim) for _, claim in series.current if claim is not main]
    return CountView(
        value=page.quantity(main.value),
        label=series.figure.label,
        status=page.status(status),
        by=page.actor_name(main.by),
        as_of=page.date(main.as_of) if main.as_of is not None and main.as_of != UNKNOWN else None,
        sources=page.cite(main.sources, place) if cites else (),
        note=page.language.phrases(rivals),
        href=page.href(figure_address(crisis, series.figure.id)),
        promised=main.promised,
    )


def figure_view(
    page: Composer,
    crisis: str,
    series: Series,
    where: tzinfo,
    until: int | None = None,
    place: Link | None = None,
    most: int | None = None,
) -> FigureView:
    """A figure with every current claim side by side. ``until``: the instant up to which the record speaks;
    ``place``: where its sources are cited from, if not from the figure on the crisis page; ``most``: how many earlier
    claims are told and drawn, where the figure has a page of its own that has all."""
    figure = series.figure
    place = place or claim_place(page, crisis, series)
    claims = tuple(claim_view(page, claim, "", figure.unit, place) for _, claim in series.current)
    told = series.earlier[:most] if page.shared.settings.publishes("figure-pages") else series.earlier
    older = len(series.earlier) - len(told)
    earlier = tuple(claim_view(page, claim, "", figure.unit, place) for _, claim in told)
    charts = figure_charts(page, replace(series, earlier=told), where, until, older)
    names = dict.fromkeys(page.actor_name(claim.by) for _, claim in series.all if claim.by)
    return FigureView(
        anchor=f"f-{figure.id}",
        label=figure.label,
        title=finding(page, series),
        dek=figure.definition,
        unit=figure.unit,
        claims=claims,
        earlier=earlier,
        charts=charts,
        table=table_view(page, series, (*claims, *earlier)) if charts or len(series.all) > 1 else None,
        source_line=page.language.phrases(names),
        permalink=page.href(figure_address(crisis, figure.id)),
        page=page.figure(crisis, figure.id) if page.shared.settings.publishes("figure-pages") else "",
        as_of=newest_day(page, series),
        empty=_nothing_said(page, series),
        older=_older(page, crisis, series, older),
    )


def _older(page: Composer, crisis: str, series: Series, count: int) -> Link | None:
    if not count:
        return None
    words = page.count("%(n)s older claim", "%(n)s older claims", count)
    return Link(words, page.figure(crisis, series.figure.id), count=count)


def _nothing_said(page: Composer, series: Series) -> str:
    """What stands in the place of claims where none is current."""
    if series.current:
        return ""
    if series.earlier:
        return page.say("Every number that was given has been withdrawn.")
    return page.say("Nobody has given a number yet.")


def newest_day(page: Composer, series: Series) -> DateView | None:
    """The newest day that a current claim describes; None where none says."""
    dates = (claim.as_of for _, claim in series.current)  # newest first
    return next((page.date(date) for date in dates if date is not None and date != UNKNOWN), None)


def is_minor(series: Series) -> bool:
    """Whether a figure is told in a line: one claim without parts, no rival, and not one the desk leads with."""
    return (
        not series.figure.lead
        and len(series.all) == len(series.current) == 1
        and not series.current[0][1].includes
    )


def finding(page: Composer, series: Series) -> str:
    """A sentence that says what the claims come to, and who makes them."""
    label = series.figure.label
    if not series.current and series.earlier:
        return page.say("%(label)s: every number given was withdrawn", label=capital(label))
    if not series.current:
        return page.say("%(label)s: no number given", label=capital(label))
    counted = [claim for _, claim in series.current if claim.value.form is not Form.UNKNOWN]
    if not counted:
        return page.say("%(label)s: no number given", label=capital(label))
    if len(counted) == 1:
        return one_claim(page, counted[0], label)
    if len(counted) > MOST_IN_TITLE:
        return page.say(
            "%(label)s: %(n)s claims, the newest: %(claim)s",
            label=capital(label),
            n=page.language.number(len(counted)),
            claim=_said(page, counted[0]),
        )
    rivals = [_said(page, claim) for claim in counted]
    return page.say("%(label)s: %(claims)s", label=capital(label), claims=page.language.phrases(rivals))


def one_claim(page: Composer, claim: Claim, label: str) -> str:
    """A sentence that says what one claim comes to: “12 ships waiting, according to the board”."""
    value = page.quantity(claim.value)
    if claim.promised:
        return page.say("%(label)s: %(claims)s", label=capital(label), claims=_said(page, claim))
    if claim.value.form is Form.NONE:
        return page.say("%(label)s: %(by)s denies any", label=capital(label), by=page.actor_in_text(claim.by))
    if claim.value.form is Form.UNKNOWN and claim.by is not None:
        return page.say("%(label)s: %(claim)s", label=capital(label), claim=claim_in_words(page, claim))
    if value.vague or value.empty:  # not every word takes a noun behind it
        phrase = page.say("%(label)s: %(value)s", label=capital(label), value=value.text)
    else:
        phrase = page.say("%(value)s %(label)s", value=capital(value.text), label=label)
    if claim.by is None:
        return page.say("%(phrase)s; source not named", phrase=phrase)
    return page.say("%(phrase)s, according to %(by)s", phrase=phrase, by=page.actor_in_text(claim.by))


def _said(page: Composer, claim: Claim) -> str:
    if claim.by is None:
        value = page.quantity(claim.value).text
        if claim.promised:
            return page.say("%(value)s promised", value=value)
        return page.say("%(value)s, source not named", value=value)
    return claim_in_words(page, claim)


def table_view(page: Composer, series: Series, claims: Sequence[ClaimView]) -> TableView:
    """All claims for a figure as a table, or the newest of them."""
    head = (page.say("Who"), page.say("Says"), page.say("As of"), page.say("Status"), page.say("Note"))
    rows = tuple(
        (
            claim.by.text if claim.by else page.say("Source not named"),
            _in_table(page, claim),
            claim.as_of.text,
            claim.status.word,
            claim.withdrawn or str(claim.note),
        )
        for claim in claims
    )
    label = series.figure.label
    caption = (
        page.say("The newest claims: %(label)s", label=label)
        if len(claims) < len(series.all)
        else page.say("All claims: %(label)s", label=label)
    )
    return TableView(caption=caption, head=head, rows=rows)


def _in_table(page: Composer, claim: ClaimView) -> str:
    if not claim.promised:
        return claim.value.text
    if claim.value.empty:
        return page.say("promised, without a number")
    return page.say("%(value)s promised", value=claim.value.text)


def figure_charts(
    page: Composer, series: Series, where: tzinfo, until: int | None, older: int
) -> tuple[object, ...]:
    """The charts that the claims can honestly fill. ``older``: how many more there are that another page tells."""
    figure = ChartFigure(
        id=f"f-{series.figure.id}",
        label=series.figure.label,
        current=tuple(_chart_claim(page, claim, where) for _, claim in series.current),
        earlier=tuple(_chart_claim(page, claim, where) for _, claim in series.earlier),
        persons=(series.figure.unit_as_written or series.figure.unit).casefold() in PERSONS,
        as_of=until,
        older=older,
    )
    return _drawn(figure, page.language, where)


@lru_cache(maxsize=64)
def _drawn(figure: ChartFigure, language: Language, where: tzinfo) -> tuple[object, ...]:
    """The charts. Several pages show the same, and in the preview so does the page after an edit of something else."""
    return choose(figure, language, where)


def _chart_claim(page: Composer, claim: Claim, where: tzinfo) -> ChartClaim:
    return ChartClaim(
        by=page.actor_name(claim.by),
        by_in_text=page.actor_in_text(claim.by),
        value=claim.value,
        text=page.quantity(claim.value).text,
        status=claim.status.value,
        status_word=page.status(claim.status).word,
        as_of=claim.as_of.bounds(where) if claim.as_of and claim.as_of != UNKNOWN else None,
        when=page.date(claim.as_of).text if claim.as_of else "",
        promised=claim.promised,
        withdrawn=claim.withdrawn is not None,
        withdrawn_at=claim.withdrawn.date.bounds(where)[0] if claim.withdrawn else None,
        method=claim.method,
        parts=tuple(ChartPart(one.label, one.value, page.quantity(one.value).text) for one in claim.includes),
    )


def figures_by_id(figures: Sequence[Figure]) -> dict[str, tuple[str, str]]:
    """Label and unit by id, as event views need them."""
    return {figure.id: (figure.label, figure.unit) for figure in figures}
