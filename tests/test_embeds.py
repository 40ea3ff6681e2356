"""Embeds: small pages for the pages of others, and what programs and people are told about them."""

import gzip
import html
import json
import re
from urllib.parse import urljoin

import html5lib
import pytest
from playwright.sync_api import Browser

from tests.chromium import served
from tests.forms import FORMS
from tests.sites import SmallSite

ADDRESS = "https://harbour.example/"
STORY = "content/crises/harbour/closure.md"
PAGES = ("timeline/", "event/closure/", "figure/out-of-work/", "figure/injured/", "figure/fines/")


@pytest.fixture
def site(site_from) -> SmallSite:
    site = site_from(FORMS)
    assert site.build(base_url=ADDRESS).published, site.messages()
    return site


def words(page: str) -> str:
    said = " ".join(html.unescape(re.sub("<[^>]*>", " ", page.partition("<main>")[2])).split())
    return re.sub(" ([,:;.])", r"\1", said)


@pytest.mark.parametrize("place", PAGES)
def test_an_embed_is_small_whole_and_not_for_search_engines(site, place):
    page = site.page(f"/embed/harbour/{place}")
    html5lib.HTMLParser(strict=True).parse(page)
    assert '<meta name="robots" content="noindex">' in page
    assert '<meta name="color-scheme" content="light dark">' in page
    assert f"embed/harbour/{place}" not in site.page("/sitemap.xml")
    assert "font" not in "".join(re.findall("<link[^>]*>", page))
    styles = sum(
        len(gzip.compress(data))
        for path, data in site.published().items()
        if re.match("assets/embed/embed", path)
    )
    assert 0 < styles <= 4 * 1024


@pytest.mark.parametrize("place", PAGES)
def test_an_embed_says_whose_it_is_and_how_old_and_leads_out_of_its_frame(site, place):
    page = site.page(f"/embed/harbour/{place}")
    assert "Harbour Watch" in words(page)
    assert "Record as of 20 June 2020" in words(page)
    assert '<base target="_top">' in page
    back = re.search('<footer class="embed__foot"><a href="([^"]*)" target="_top" rel="noopener">', page)[1]
    assert urljoin(f"/embed/harbour/{place}", back) == "/crises/harbour/"
    assert re.search(r'<link rel="canonical" href="https://harbour.example/crises/harbour/', page)


def test_the_embed_of_a_figure_has_its_chart_claims_sources_and_corrections(site):
    page = site.page("/embed/harbour/figure/out-of-work/")
    assert '<svg class="steps__plot"' in page
    said = words(page)
    assert "Harbour office (runs the harbour): 55, as of 10 June 2020" in said
    assert "8 claims in all" in said
    assert "Notice to mariners" in said
    assert "Corrected 15 June 2020" in said


def test_the_embed_of_an_event_has_its_status_claims_and_sources(site):
    said = words(site.page("/embed/harbour/event/closure/"))
    assert said.startswith("Confirmed 4 May 2020, Porthaven Harbour closes The office closed the harbour.")
    assert "all 15 claims" in said
    assert "What the union counted" in said
    site.edit(STORY, "status: confirmed\nkey", "status: retracted\nretraction: It was another harbour.\nkey")
    assert site.build(base_url=ADDRESS).published, site.messages()
    page = site.page("/embed/harbour/event/closure/")
    assert "It was another harbour." in page
    assert re.search("<s><a [^>]*>Harbour closes</a></s>", page)


def test_only_key_events_have_an_embed(site):
    assert {path for path in site.published() if "/event/" in path} == {
        "embed/harbour/event/closure/index.html"
    }
    assert "Embed this" not in site.page("/crises/harbour/june/")


def test_a_long_timeline_shows_its_newest_key_events_and_leads_to_the_rest(site):
    events = "".join(
        f"  - {{id: e{n}, date: 2020-05-{n:02}, title: Event {n}, key: {str(n % 2 == 0).lower()}, sources: [notice]}}\n"
        for n in range(5, 29)
    )
    site.edit(STORY, "sources: [notice, report]\n---", f"sources: [notice, report]\nevents:\n{events}---")
    assert site.build(base_url=ADDRESS).published, site.messages()
    page = site.page("/embed/harbour/timeline/")
    assert re.findall(">(Event [0-9]+)<", page) == [f"Event {n}" for n in range(28, 12, -2)]
    assert '<a href="../../../crises/harbour/#timeline"><bdi>All 26 events</bdi></a>' in page


@pytest.mark.parametrize(
    ("page", "embed", "title"),
    [
        ("crises/harbour/", "timeline/", "The harbour is closed, and nobody says until when"),
        ("crises/harbour/closure/", "event/closure/", "Harbour closes"),
        ("crises/harbour/figures/out-of-work/", "figure/out-of-work/", "people out of work"),
    ],
)
def test_programs_find_what_to_embed(site, page, embed, title):
    text = site.page(f"/{page}")
    link = re.search(
        '<link rel="alternate" type="application/json\\+oembed" title="[^"]*" href="([^"]*)">', text
    )
    assert link[1] == f"{ADDRESS}{page}oembed.json"
    said = json.loads(site.page(f"/{page}oembed.json"))
    assert (said["version"], said["type"], said["title"]) == ("1.0", "rich", title)
    assert (said["provider_name"], said["provider_url"]) == ("Harbour Watch", ADDRESS)
    assert isinstance(said["width"], int)
    assert isinstance(said["height"], int)
    frame = html5lib.parseFragment(said["html"], namespaceHTMLElements=False).find("iframe")
    assert frame.get("src") == f"{ADDRESS}embed/harbour/{embed}"
    assert frame.get("height") == str(said["height"])
    assert frame.get("title") == f"{title} (Harbour Watch)"
    if "thumbnail_url" in said:
        assert site.published()[said["thumbnail_url"].removeprefix(ADDRESS)].startswith(b"\x89PNG")


def test_people_can_copy_the_same_without_script(site):
    page = site.page("/crises/harbour/figures/out-of-work/")
    code = html.unescape(
        re.search('<textarea class="code" readonly[^>]*>(.*?)</textarea>', page, re.DOTALL)[1]
    )
    assert code == json.loads(site.page("/crises/harbour/figures/out-of-work/oembed.json"))["html"]
    assert '<a href="../../../../embed/harbour/figure/out-of-work/">people out of work</a>' in page
    assert len(re.findall("<textarea", site.page("/crises/harbour/"))) == 2  # the timeline, and a key event


def test_a_title_cannot_leave_the_code(site):
    site.edit(STORY, "title: Harbour closes", "title: '\"><script>alert(1)</script>'")
    assert site.build(base_url=ADDRESS).published, site.messages()
    said = json.loads(site.page("/crises/harbour/closure/oembed.json"))
    parts = html5lib.parseFragment(said["html"], namespaceHTMLElements=False)
    assert [one.tag for one in parts] == ["iframe", "script"]
    assert parts.find("script").get("src") == f"{ADDRESS}embed.js"


def test_a_site_without_an_address_offers_nothing_that_could_not_work(site_from):
    site = site_from(FORMS)
    site.build()
    assert "oembed" not in "".join(site.published())
    assert "Embed this" not in site.page("/crises/harbour/")


def test_an_edit_rewrites_only_the_embeds_it_concerns(site):
    def written() -> set[str]:
        return {path for path in site.build(base_url=ADDRESS).written if path.startswith("embed/")}

    site.edit("content/crises/harbour/june.md", "value: 60", "value: 61")
    assert written() == {"embed/harbour/figure/out-of-work/index.html"}
    site.edit(STORY, "The harbour was closed.", "The harbour was shut.")
    assert written() == set()
    site.edit(STORY, "summary: The office closed", "summary: The office shut")
    assert written() == {"embed/harbour/event/closure/index.html"}


# --- In a frame, on the page of somebody else -----------------------------------------------------------------------


def host(browser: Browser, site: SmallSite, tmp_path, scheme: str, style: str = "", **context: object):
    """A page of another origin with the code of a figure: the page, and where the site is."""
    code = json.loads(site.page("/crises/harbour/figures/out-of-work/oembed.json"))["html"]
    outside = tmp_path / "outside"
    outside.mkdir()
    page = browser.new_context(
        color_scheme=scheme, viewport={"width": 500, "height": 900}, **context
    ).new_page()

    def go(ours: str, theirs: str) -> None:
        text = code.replace(ADDRESS, f"{ours}/")
        (outside / "index.html").write_text(
            f"<!doctype html><html lang=en style='{style}'><title>x</title><iframe id=other src='/other.html'></iframe>{text}"
        )
        (outside / "other.html").write_text(
            "<!doctype html><script>parent.postMessage({dateline:'height',height:99},'*')</script>"
        )
        page.goto(theirs)

    return page, outside, go


@pytest.mark.browser
def test_the_frame_fits_what_is_in_it_and_nobody_else_can_set_its_height(browser, site, tmp_path):
    page, outside, go = host(browser, site, tmp_path, "light")
    with served(site.output) as ours, served(outside) as theirs:
        go(ours.replace("127.0.0.1", "localhost"), theirs)
        frame = page.locator("iframe[title]")
        page.wait_for_function("document.querySelector('iframe[title]').style.height !== ''")
        inside = frame.element_handle().content_frame()
        high = inside.evaluate("document.documentElement.getBoundingClientRect().height")
        assert frame.bounding_box()["height"] == pytest.approx(high, abs=1.5)
        assert page.locator("#other").evaluate("frame => frame.style.height") == ""
        page.evaluate("window.postMessage({dateline: 'height', height: 77}, '*')")
        for wrong in ("'9px'", "-1", "1e9", "null"):
            inside.evaluate(f"parent.postMessage({{dateline: 'height', height: {wrong}}}, '*')")
        page.wait_for_timeout(100)
        assert frame.bounding_box()["height"] == pytest.approx(high, abs=1.5)
        page.set_viewport_size({"width": 330, "height": 900})
        page.wait_for_function(
            "high => parseInt(document.querySelector('iframe[title]').style.height) > high + 20", arg=high
        )
        page.context.close()


@pytest.mark.browser
def test_without_script_the_frame_keeps_its_height_and_everything_is_read(browser, site, tmp_path):
    page, outside, go = host(browser, site, tmp_path, "light", java_script_enabled=False)
    with served(site.output) as ours, served(outside) as theirs:
        go(ours, theirs)
        frame = page.locator("iframe[title]")
        assert frame.bounding_box()["height"] == 640
        assert frame.content_frame.locator("h1").is_visible()
        page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_embed_is_as_light_or_dark_as_the_page_around_it(browser, site, tmp_path, scheme):
    """By the page's own ``color-scheme``, whatever the reader's system prefers: hence no override in the browser."""
    page, outside, go = host(browser, site, tmp_path, "null", f"color-scheme:{scheme}")
    with served(site.output) as ours, served(outside) as theirs:
        go(ours, theirs)
        body = page.locator("iframe[title]").content_frame.locator("body")
        paper = body.evaluate("body => getComputedStyle(body).backgroundColor")
        assert paper == ("rgb(14, 21, 23)" if scheme == "dark" else "rgb(255, 255, 255)")
        page.context.close()


@pytest.mark.browser
def test_embeds_pass_axe_and_do_not_scroll_sideways(browser, site):
    from tests.test_browser import AXE

    with served(site.output) as ours:
        for scheme in ("light", "dark"):
            page = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme=scheme).new_page()
            for place in PAGES:
                page.goto(f"{ours}/embed/harbour/{place}")
                assert page.evaluate("document.documentElement.scrollWidth") <= 320, place
                page.evaluate(AXE)
                result = page.evaluate("axe.run({resultTypes: ['violations']})")
                assert [(one["id"], one["nodes"][0]["html"]) for one in result["violations"]] == [], place
            page.context.close()
