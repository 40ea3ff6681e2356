"""Pages of a language with texts that are not translated yet: signs, order and neighbours around them."""

import pytest

from tests.test_translations import SITE

STORY = "content/crises/harbour/2020-05-04-closure.md"
OPENING = """---
title: Harbour may open
date: unknown
published: 2020-05-06
status: reported
kind: closure
sources: [notice]
---
The day is not given. [@notice]
"""


@pytest.fixture
def site(site_from):
    found = site_from(SITE)
    found.edit(
        STORY,
        "actors: [harbour-board]\n",
        "actors: [{actor: harbour-board, role: closed it}]\n"
        "quote: {text: closed until further notice, by: harbour-board}\n"
        "statements: [{label: Announced, text: a closure without an end, status: confirmed}]\n",
    )
    found.write("content/crises/harbour/opening.md", OPENING)
    assert found.build().published, found.messages()
    return found


def test_a_statement_in_another_language_runs_that_way_with_its_label_and_colon(site):
    assert (
        '<span lang="en" dir="ltr"><b class="claim__label">Announced:</b> a closure without an end</span>'
        in site.page("/fa/crises/harbour/closure/")
    )


def test_a_quote_in_another_language_has_the_quotation_marks_of_that_language(site):
    own = '<p class="quote__text">“closed until further notice”</p>'
    assert own in site.page("/crises/harbour/closure/")
    page = site.page("/fa/crises/harbour/closure/")
    assert '<p class="quote__text" lang="en" dir="ltr">“closed until further notice”</p>' in page


def test_a_name_and_a_role_in_one_other_language_run_together(site):
    assert '<bdi lang="en" dir="ltr">Harbour board (closed it)</bdi>' in site.page("/fa/crises/harbour/")
    site.write("content/actors/harbour-board.fa.md", "---\nname: هیئت بندر\n---\n")
    site.build()
    assert '<bdi>هیئت بندر (<span lang="en" dir="ltr">closed it</span>)</bdi>' in site.page(
        "/fa/crises/harbour/"
    )


def test_a_quote_stands_between_statements_and_text_on_the_page_of_a_story(site):
    page = site.page("/crises/harbour/closure/")
    assert page.index("claim__label") < page.index('class="quote"') < page.index('class="prose"')


def test_nothing_is_earlier_or_later_than_a_story_without_a_date(site):
    for story in ("closure", "opening"):
        assert "neighbours" not in site.page(f"/crises/harbour/{story}/")
    site.edit("content/crises/harbour/opening.md", "date: unknown", "date: 2020-05-07")
    site.build()
    for story in ("closure", "opening"):
        assert "neighbours" in site.page(f"/crises/harbour/{story}/")


def test_narrow_places_say_undated_where_no_date_is_given(site):
    site.edit("content/crises/harbour/opening.md", "date: unknown", "date: unknown\ndate_text: some day soon")
    site.build()
    register = site.page("/search/")
    assert '<span class="brief__date sentence">Undated</span>' in register
    assert "some day soon" in site.page("/crises/harbour/opening/")


def test_those_who_made_the_claims_of_a_figure_are_not_called_its_sources(site):
    assert "<span>According to: Harbour board." in site.page("/crises/harbour/")


def test_a_strip_on_which_nothing_is_drawn_is_left_out_and_its_events_are_named(site):
    assert 'class="strip__plot"' in site.page("/crises/harbour/")
    site.edit(STORY, "date: 2020-05-04", "date: unknown")
    site.edit(STORY, "date: 2020-05\n", "date: unknown\n")
    site.build()
    page = site.page("/crises/harbour/")
    assert 'class="strip__plot"' not in page
    assert 'class="legend' not in page
    assert "3 events have no usable date" in page
    assert '<li><a href="#closure">Harbour closes</a></li>' in page
