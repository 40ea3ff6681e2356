"""Readers with a keyboard, a screen reader, large letters, their own colours or no wish for motion."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import served
from tests.test_browser import AXE, KINDS, opened

pytestmark = pytest.mark.browser

CRISIS = KINDS["crisis"]
FOCUSED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const ring = [one, one.closest(".choice"), one.querySelector("circle, rect, text")].filter(Boolean)
    .map(part => getComputedStyle(part));
  const x = box.left + box.width / 2, y = box.top + Math.min(box.height / 2, 8);
  const top = document.elementFromPoint(x, y);
  return {
    place: one.outerHTML.slice(0, 120),
    last: one === document.body,
    ring: ring.some(style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      || style.textDecorationThickness === "3px" || style.strokeWidth === "2.5px" && style.stroke !== "none"),
    seen: box.top >= 0 && box.bottom <= innerHeight + 1 || box.height > innerHeight || Boolean(top && (one.contains(top) || top.contains(one))),
  };
}"""


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with served(built) as found:
        yield found


def ready(browser: Browser, url: str, **context: object) -> Page:
    """The page once script has taken up its tools."""
    page = opened(browser, url, **context)
    page.wait_for_function("['timeline-filter', 'catch-up'].every(name => Boolean(customElements.get(name)))")
    return page


def stops_of(page: Page) -> list[dict[str, object]]:
    """Every place where the Tab key stops, from the first to the end of the page."""
    stops = []
    for _ in range(500):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["last"]:
            return stops
        stops.append(stop)
    pytest.fail("the end of the page was never reached")


@pytest.mark.parametrize("kind", ["home", "crisis", "timeline", "story", "actors"])
def test_the_keyboard_goes_through_a_page_sees_where_it_is_and_comes_out(
    browser: Browser, address: str, kind: str
) -> None:
    page = opened(browser, address + KINDS[kind], viewport={"width": 1280, "height": 900})
    stops = stops_of(page)
    assert len(stops) > 10
    assert [stop["place"] for stop in stops if not stop["ring"]] == []
    assert [stop["place"] for stop in stops if not stop["seen"]] == []
    page.context.close()


def test_the_filter_is_worked_by_keys_alone(browser: Browser, address: str) -> None:
    page = ready(browser, address + CRISIS)
    page.locator("[name=status][value=confirmed]").focus()
    page.keyboard.press("Tab")  # to the next box that can be ticked
    page.keyboard.press("Space")
    page.wait_for_url("**/?status=reported")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url("**/?status=reported&kind=release")
    page.locator("#filter-actor").focus()
    page.keyboard.type("Spanish gov")
    page.wait_for_url("**/?status=reported&kind=release&actor=spain")
    assert page.locator(".event:visible").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # “Add another”
    assert page.evaluate("document.activeElement.id") == "filter-actor"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Remove Spanish gov")
    page.keyboard.press("Space")
    page.wait_for_url("**/?status=reported&kind=release")
    page.get_by_role("button", name="Clear filters").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => !location.search")
    page.keyboard.press("Tab")
    newest = page.locator(".event").first.get_attribute("id")
    page.keyboard.press("Enter")  # “Show oldest first”
    assert page.locator(".event").last.get_attribute("id") == newest
    page.context.close()


def test_the_tools_above_a_record_are_worked_by_keys_alone(browser: Browser, address: str) -> None:
    page = ready(browser, address + CRISIS, color_scheme="light")
    page.get_by_role("button", name="Dark theme").focus()
    page.keyboard.press("Space")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.locator("#since").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("catch-up li a")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash !== ''")  # the page goes there in its own time
    page.locator(".versions__summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/as-of/**")
    page.context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_its_landmarks_named_and_its_targets_large(
    browser: Browser, address: str, kind: str
) -> None:
    page = opened(browser, address + KINDS[kind], viewport={"width": 390, "height": 844})
    for role, least in (("banner", 1), ("main", 1), ("contentinfo", 1), ("navigation", 2)):
        found = page.get_by_role(role)  # type: ignore[arg-type]
        assert found.count() >= least, role
        assert found.count() == 1 or role == "navigation", role
    page.evaluate(AXE)
    result = page.evaluate(
        "axe.run({runOnly: ['target-size', 'landmark-unique', 'region',"
        " 'heading-order', 'p-as-heading', 'css-orientation-lock', 'focus-order-semantics']})"
    )
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in result["violations"]] == []
    page.context.close()


def test_a_screen_reader_hears_an_event_in_the_order_of_its_meaning(browser: Browser, address: str) -> None:
    page = opened(browser, address + CRISIS)
    heard = page.locator(".event", has_text="U.S. forces capture").first.aria_snapshot()
    parts = [
        "between 2–8 Jan 2026",
        "Confirmed",
        "U.S. forces capture former President",
        "Under way",
        "Source 1",
    ]
    places = [heard.index(part) for part in parts]
    assert places == sorted(places), heard
    page.context.close()


GROWN = """() => {
  const clipped = [...document.querySelectorAll("main *, header *, footer *")].filter(one => {
    const style = getComputedStyle(one);
    return one.checkVisibility() && style.overflowX !== "visible" && style.overflowX !== "auto"
      && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 2 && one.localName !== "svg"
      && one.localName !== "select";
  });
  return {wide: document.documentElement.scrollWidth - innerWidth, clipped: clipped.map(one => one.outerHTML.slice(0, 120))};
}"""


SPACED = """for (const one of document.querySelectorAll('body, body *'))
  Object.assign(one.style, {lineHeight: '1.5', letterSpacing: '0.12em', wordSpacing: '0.16em'})"""


def grown(page: Page) -> list[str]:
    """What no longer fits: parts that are cut off, and the page itself where it scrolls sideways."""
    found = page.evaluate(GROWN)
    return [*found["clipped"], *(["the page"] if found["wide"] > 0 else [])]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [640, 1280])
def test_letters_of_twice_the_size_fit(browser: Browser, address: str, width: int, kind: str) -> None:
    page = opened(browser, address + KINDS[kind], viewport={"width": width, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert grown(page) == []
    page.context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_wider_spaces_between_letters_words_and_lines_fit(browser: Browser, address: str, kind: str) -> None:
    page = opened(browser, address + KINDS[kind], viewport={"width": 320, "height": 700})
    page.evaluate(SPACED)
    assert grown(page) == []
    page.context.close()


def test_pages_from_right_to_left_have_landmarks_and_targets_and_let_letters_and_spaces_grow(
    browser: Browser, address: str
) -> None:
    """The three tests above, in Arabic, on one page after the other."""
    page = opened(browser, f"{address}/ar/", viewport={"width": 390, "height": 844})
    found = {}
    for kind in KINDS.keys() - {"not found"}:  # a site has one, in its own language
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(f"{address}/ar{KINDS[kind]}")
        page.evaluate(AXE)
        result = page.evaluate(
            "axe.run({runOnly: ['target-size', 'landmark-unique', 'region', 'heading-order', 'focus-order-semantics']})"
        )
        wrong = [(one["id"], one["nodes"][0]["html"][:200]) for one in result["violations"]]
        if page.get_by_role("main").count() != 1 or page.get_by_role("navigation").count() < 2:
            wrong.append(("landmarks", ""))
        page.set_viewport_size({"width": 640, "height": 900})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wrong += [("letters", part) for part in grown(page)]
        page.set_viewport_size({"width": 320, "height": 700})
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.evaluate(SPACED)
        wrong += [("spaces", part) for part in grown(page)]
        found[kind] = wrong
    page.context.close()
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}


def test_the_keyboard_goes_through_an_arabic_page_and_sees_where_it_is(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/ar{CRISIS}", viewport={"width": 390, "height": 844})
    stops = stops_of(page)
    assert len(stops) > 60
    assert [stop["place"] for stop in stops if not (stop["ring"] and stop["seen"])] == []
    page.context.close()


def test_with_colours_of_the_readers_own_strokes_and_choices_stay(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}{CRISIS}?status=disputed", forced_colors="active")
    choices = page.evaluate(
        "[...document.querySelectorAll('.choice')].map(one => getComputedStyle(one).outlineStyle)"
    )
    assert choices.count("solid") == 1
    style = "getComputedStyle(document.querySelector('.event:not([hidden])'), '::before')"
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    strokes = page.evaluate(f"[{style}.borderInlineStartColor, {style}.borderInlineStartStyle]")
    assert strokes[1] == "double"
    assert strokes[0] != paper
    page.context.close()


def moving(page: Page) -> list[object]:
    return page.evaluate(
        "[document.getAnimations().length, getComputedStyle(document.documentElement).scrollBehavior]"
    )


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_by_itself(browser: Browser, address: str, motion: str) -> None:
    page = opened(browser, address + CRISIS, reduced_motion=motion)
    assert moving(page) == [0, "auto"]
    page.context.close()
