"""What script adds to a finished page, in a real browser, on a small site."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import served
from tests.sites import HARBOUR

pytestmark = pytest.mark.browser

LATER = """
-- content/crises/harbour/2020-05-09-count.md --
---
title: The board counts again
date: 2020-05-09T23:30+02:00
published: 2020-05-10
status: reported
kind: closure
figures:
  - {figure: ships, value: 15, by: harbour-board, as_of: 2020-05-09, source: notice}
sources: [notice]
---
It counted at the gate.
"""
CRISIS = "/crises/harbour/"


@pytest.fixture
def address(site_from):
    site = site_from(HARBOUR + LATER)
    site.build()
    with served(site.output) as found:
        yield found


def opened(browser: Browser, url: str, **context: object) -> Page:
    page = browser.new_context(**context).new_page()  # type: ignore[arg-type]
    page.goto(url)
    page.wait_for_function("customElements.get('catch-up') !== undefined")
    return page


def test_catch_me_up_lists_and_marks_events_and_figures(browser, address):
    page = opened(browser, f"{address}{CRISIS}")
    page.locator("#since").select_option("2020-05-10")
    assert page.locator("catch-up li a").all_inner_texts() == [
        page.locator("#f-ships .figure__title").inner_text(),
        "The board counts again",
    ]
    assert page.url.endswith("?since=2020-05-10")
    assert [one.inner_text() for one in page.locator("[data-new] .new-tag").all()] == ["New", "New"]
    page.locator("#since").select_option("")
    assert page.locator(".new-tag, [data-new]").count() == 0
    assert "since" not in page.url
    page.context.close()


def test_a_link_may_ask_what_is_new_since_any_day(browser, address):
    page = opened(browser, f"{address}{CRISIS}?since=2020-05-08")
    assert page.locator(".catch-up__result p").inner_text() == "New or changed since 8 May 2020: 2"
    assert page.url.endswith("?since=2020-05-08")
    for nonsense in ("2020-13-45", "yesterday", "2020"):
        page.goto(f"{address}{CRISIS}?since={nonsense}")
        page.wait_for_function("customElements.get('catch-up') !== undefined")
        assert page.locator(".catch-up__result").inner_text() == ""
        assert page.locator("#since").input_value() == ""
    page.context.close()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_link_finds_and_highlights_an_event_by_the_id_it_has_and_by_one_it_had(browser, site_from, script):
    site = site_from(HARBOUR + LATER)
    site.edit(
        "content/crises/harbour/2020-05-04-closure.md",
        "id: first-ship-turns\n",
        "id: ship-turns\n    old_ids: [first-ship-turns]\n",
    )
    site.edit(
        "content/crises/harbour/2020-05-04-closure.md", "[[event:first-ship-turns]]", "[[event:ship-turns]]"
    )
    assert site.build().published, site.messages()
    with served(site.output) as address:
        page = browser.new_context(java_script_enabled=script).new_page()
        tinted = (
            "all => all.filter(one => getComputedStyle(one).backgroundImage !== 'none').map(one => one.id)"
        )
        for id in ("ship-turns", "first-ship-turns"):
            page.goto("about:blank")
            page.goto(f"{address}{CRISIS}#{id}")
            assert page.locator(".event").evaluate_all(tinted) == ["ship-turns"]
            top = page.locator("#ship-turns").bounding_box()["y"]
            assert 0 <= top < 300
        page.context.close()


def test_the_last_visit_is_offered_on_the_next_one(browser, address):
    page = opened(browser, f"{address}{CRISIS}")
    assert page.get_by_role("option", name="my last visit").count() == 0
    page.goto(f"{address}/")
    page.goto(f"{address}{CRISIS}")
    assert page.locator("#since option", has_text="my last visit").get_attribute("value") == "2020-05-10"
    page.locator("#since").select_option(label="my last visit")  # what that day brought was seen
    assert page.locator(".catch-up__result").inner_text() == "Nothing is new since my last visit."
    page.context.close()


def test_a_time_of_day_is_given_in_the_readers_zone_too(browser, address):
    note = "#count .date__note"
    near = opened(browser, f"{address}{CRISIS}", timezone_id="Europe/Madrid")
    assert near.locator(note).inner_text() == "23:30 UTC+2"
    near.context.close()
    far = opened(browser, f"{address}{CRISIS}", timezone_id="Asia/Tokyo")
    assert re.search(r"23:30 UTC\+2 \(.*10.*06:30 GMT\+9\)", far.locator(note).inner_text())
    assert far.locator("#count time").first.get_attribute("datetime") == "2020-05-09T23:30+02:00"
    far.context.close()


def test_a_theme_that_is_not_one_is_ignored(browser, address):
    page = opened(browser, f"{address}{CRISIS}", color_scheme="light")
    page.evaluate("localStorage.setItem('theme', 'purple')")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") is None
    page.context.close()


def test_folded_tables_are_open_on_paper(browser, address):
    page = opened(browser, f"{address}{CRISIS}")
    table = page.locator(".details").first
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert table.get_attribute("open") is not None
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert table.get_attribute("open") is None
    page.context.close()
