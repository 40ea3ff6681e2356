"""A page for each figure: everything anybody has said it is, and the same as data."""

import csv
import json
import re
from io import StringIO

import html5lib
import pytest

from tests.forms import FORMS
from tests.sites import SmallSite, json_ld

STORY = "content/crises/harbour/june.md"


@pytest.fixture
def site(site_from) -> SmallSite:
    site = site_from(FORMS)
    report = site.build(base_url="https://harbour.example/")
    assert report.published, site.messages()
    return site


def section(page: str, id: str) -> str:
    """The text of a section of a page, without its markup."""
    found = re.search(rf'<section class="section" id="{id}".*?</section>', page, re.DOTALL)
    return " ".join(re.sub("<[^>]*>", " ", found[0]).split()) if found else ""


def test_every_figure_has_a_page_that_the_crisis_and_its_claims_lead_to(site):
    crisis, story = site.page("/crises/harbour/"), site.page("/crises/harbour/closure/")
    for id in ("out-of-work", "detained", "tonnes", "jobs", "ships", "fines"):
        assert f'href="figures/{id}/"' in crisis, id
        assert f'href="../figures/{id}/"' in story, id
    assert 'href="../../#f-ships"' in site.page("/crises/harbour/figures/ships/")


def test_it_says_now_before_and_what_was_withdrawn_with_the_day_each_became_known(site):
    page = site.page("/crises/harbour/figures/out-of-work/")
    now, before = section(page, "claims"), section(page, "history")
    assert "Harbour office" in now
    assert "55" in now
    assert "as of 10 June 2020" in now
    assert "Recorded 11 June 2020 in The count changes" in now
    assert "40" in before
    assert "Recorded 5 May 2020 in Harbour closes" in before
    assert "Withdrawn 20 June 2020: made in haste" in before
    assert "counts part-time workers too" in section(page, "methods")
    assert "Corrected 15 June 2020" in page
    assert "Notice to mariners" in section(page, "sources")


@pytest.mark.parametrize(
    ("id", "title", "words"),
    [
        ("injured", "People injured: no number given", "Nobody has given a number yet."),
        ("ships", "12 ships waiting, according to Harbour office", "1 claim, 1 claimant"),
        (
            "fines",
            "Fines: every number given was withdrawn",
            "Every number that was given has been withdrawn.",
        ),
        (
            "detained",
            "People detained: The dockers’ union says 863; Red Cross of Porthaven says 120; Harbour office denies any",
            "Parts of 863",
        ),
    ],
)
def test_its_title_says_what_the_claims_come_to(site, id, title, words):
    page = site.page(f"/crises/harbour/figures/{id}/")
    assert f"<title>{title} (Porthaven) | Harbour Watch</title>" in page
    heading = re.search("<h1[^>]*>(.*?)</h1>", page)[1].replace("\u00a0", " ")
    assert heading == title
    assert words in page


def test_a_figure_that_a_story_defines_has_a_page_too(site):
    site.edit(
        STORY,
        "figures:\n",
        "figures:\n  - {label: Tugs at sea, unit: tugs, value: 3, by: red-cross, as_of: 2020-06-10, source: report}\n",
    )
    assert site.build().published, site.messages()
    assert "3 Tugs at sea" in site.page("/crises/harbour/figures/tugs-at-sea/")


def test_three_hundred_claims_fit_on_a_page_whose_title_stays_a_sentence(site):
    claims = "".join(
        f"  - {{figure: ships, value: {n}, by: {('harbour-office', 'dockers-union', 'red-cross')[n % 3]}, as_of: 2020-05-{n % 28 + 1:02}, source: notice}}\n"
        for n in range(300)
    )
    site.edit(STORY, "figures:\n", "figures:\n" + claims)
    for n in range(3):
        site.write(
            f"content/actors/group-{n}.md", f"---\nname: Group {n}\nkind: organisation\n---\nIt counts.\n"
        )
        site.edit(
            STORY,
            "figures:\n",
            f"figures:\n  - {{figure: ships, value: {n}, by: group-{n}, as_of: 2020-06-01, source: notice}}\n",
        )
    assert site.build().published, site.messages()
    page = site.page("/crises/harbour/figures/ships/")
    assert page.count('<li class="claim">') == 304
    assert len(re.search("<h1[^>]*>(.*?)</h1>", page)[1]) < 120
    html5lib.HTMLParser(strict=True).parse(page)


def test_its_data_are_the_claims_of_the_crisis_cut_down_to_it(site):
    def rows(path: str) -> list[dict[str, str]]:
        return list(csv.DictReader(StringIO(site.page(path), newline="")))

    own = rows("/crises/harbour/figures/out-of-work/claims.csv")
    assert own == [row for row in rows("/crises/harbour/claims.csv") if row["figure"] == "out-of-work"]
    data = json.loads(site.page("/crises/harbour/figures/out-of-work/claims.json"))
    assert (data["format"], data["version"], data["figure"]["id"]) == ("dateline-figure", 1, "out-of-work")
    assert [one["value"]["value"] for one in data["claims"]] == [row["value"] for row in own]
    assert [one["current"] for one in data["claims"]] == [row["current"] == "true" for row in own]
    known = {source["id"] for source in data["sources"]}
    assert {id for one in data["claims"] for id in one["source"]} == known == {"notice", "report"}
    assert {one["by"] for one in data["claims"]} == {actor["id"] for actor in data["actors"]}
    assert data["address"] == "https://harbour.example/crises/harbour/figures/out-of-work/"


def test_machines_are_told_that_it_is_a_data_set(site):
    (document,) = json_ld(site.page("/crises/harbour/figures/out-of-work/"))
    data, crumbs = document["@graph"]
    assert data["@type"] == "Dataset"
    assert data["variableMeasured"]["unitText"] == "people"
    assert data["variableMeasured"]["measurementTechnique"] == ["counts part-time workers too"]
    assert data["temporalCoverage"] == "2020-05-04/2020-06"
    assert [one["encodingFormat"] for one in data["distribution"]] == ["text/csv", "application/json"]
    for one in data["distribution"]:
        assert site.page("/" + one["contentUrl"].removeprefix("https://harbour.example/"))
    assert crumbs["@type"] == "BreadcrumbList"
    assert "https://harbour.example/crises/harbour/figures/out-of-work/" in site.page("/sitemap.xml")


def test_a_text_may_link_to_it(site):
    site.edit(STORY, "It changed.", "It changed: see [the count](/crises/harbour/figures/ships/).")
    assert "LINK001" not in site.messages()
    site.edit(STORY, "/figures/ships/", "/figures/boats/")
    assert "LINK001" in site.messages()


def test_an_edit_of_one_claim_rewrites_the_page_of_its_figure_and_no_other(site):
    site.build()
    site.edit(STORY, "value: 60", "value: 61")
    written = site.build().written
    figures = {path for path in written if "/figures/" in path}
    assert figures == {
        f"crises/harbour/figures/out-of-work/{name}" for name in ("index.html", "claims.csv", "claims.json")
    }


def test_an_edit_of_an_event_rewrites_no_figure(site):
    site.edit("content/crises/harbour/closure.md", "The harbour was closed.", "The harbour was shut.")
    assert not [
        path for path in site.build(base_url="https://harbour.example/").written if "/figures/" in path
    ]


def test_a_sentence_has_the_name_of_an_actor_as_it_stands_in_text_and_a_label_has_it_alone(site_from):
    site = site_from()
    site.edit("content/site.yaml", "publisher:", "languages: [en, es]\npublisher:")
    actor = "content/actors/harbour-board.md"
    site.edit(actor, "name: Harbour board\n", "name: Harbour board\nin_text: the harbour board\n")
    assert site.build().published, site.messages()
    page = site.page("/crises/harbour/")
    assert "12 ships waiting, according to the harbour board" in page
    assert ">Harbour board</bdi></a></b>" in page
    assert "The harbour board" not in page
    assert "the harbour board" not in site.page("/es/crises/harbour/")
    site.write(
        "content/actors/harbour-board.es.md", "---\ntranslated: 2020-05-05\nname: Junta portuaria\n---\n"
    )
    assert site.build().published, site.messages()
    assert "Junta portuaria" in site.page("/es/crises/harbour/")
    assert "the harbour board" not in site.page("/es/crises/harbour/")


def test_a_word_for_a_number_stands_behind_what_it_counts_in_titles_and_updates(site_from):
    site = site_from()
    site.edit(
        "content/crises/harbour/2020-05-04-closure.md",
        "value: 12, by: harbour-board",
        "value: tens of thousands",
    )
    assert site.build().published, site.messages()
    title = "Ships waiting: tens of thousands; source not named"
    assert title in site.page("/crises/harbour/")
    assert title in site.page("/crises/harbour/updates/")
