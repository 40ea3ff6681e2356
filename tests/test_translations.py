"""Translations are held against their originals: words may differ, facts may not."""

import pytest

from tests.sites import HARBOUR

SITE = HARBOUR.replace("publisher: Harbour Watch\n", "publisher: Harbour Watch\nlanguages: [en, es, fa]\n")
STORY = "content/crises/harbour/2020-05-04-closure"
SPANISH = """---
title: Cierra el puerto
summary: La autoridad cerró el puerto.
translated: 2020-05-05
events:
  - {id: first-ship-turns, title: Un primer barco da la vuelta, text: Había esperado.}
---
[[actor:harbour-board]] contó [[figure:ships]] barcos. Véase [[event:first-ship-turns]]. [@notice]
"""


@pytest.fixture
def site(site_from):
    found = site_from(SITE)
    found.write(f"{STORY}.es.md", SPANISH)
    return found


def test_a_translation_with_words_alone_is_in_order(site):
    assert site.messages() == ""


@pytest.mark.parametrize("path", [f"{STORY}.md", "content/crises/harbour/index.md"])
def test_a_translation_is_not_held_against_what_could_not_be_read(site, path):
    site.write(
        "content/crises/harbour/index.es.md",
        "---\ntitle: El puerto\nsummary: Cerrado.\ntranslated: 2020-05-05\n---\nTexto.\n",
    )
    assert site.messages() == ""
    site.edit(path, "title: ", "title: [ ")
    assert {one.at.path for one in site.check().diagnostics} == {path}


def test_facts_repeated_as_they_are_in_the_original_are_in_order(site):
    site.write(
        f"{STORY}.es.md",
        """---
title: Cierra el puerto
date: 2020-05-04
published: 2020-05-05
place: Puerto
status: confirmed
kind: closure
language: es
actors: [the board]
figures:
  - {figure: ships, value: 12, by: harbour-board, as_of: 2020-05-04, source: notice, note: Fondeados.}
events:
  - {id: first-ship-turns, date: 2020-05, title: Un primer barco da la vuelta, sources: [notice]}
sources: [notice]
---
""",
    )
    assert site.first_lines() == [
        f"{STORY}.es.md:11:92: error[LANG006] the original has no `note:` here",
    ]


@pytest.mark.parametrize(
    ("field", "place", "said", "there"),
    [
        ("date: 2020-05-05", "3:7", "`date:` says 2020-05-05", "2020-05-04"),
        ("status: reported", "3:9", "`status:` says reported", "confirmed"),
        ("actors: [harbour-board, harbour-board]", None, None, None),
        ("figures: [{value: 21}]", "3:19", "`value:` says 21", "12"),
        ("events: [{id: first-ship-turns, date: 2020-06}]", "3:39", "`date:` says 2020-06", "2020-05"),
    ],
)
def test_another_fact_is_an_error_at_its_place(site, field, place, said, there):
    site.write(f"{STORY}.es.md", f"---\ntitle: Cierra\n{field}\n---\n")
    lines = site.first_lines()
    if said is None:
        assert [line.split("] ")[1] for line in lines] == [
            "the original has 1 under `actors:`, and this translation 2"
        ]
        return
    assert lines == [f"{STORY}.es.md:{place}: error[LANG005] {said}, and the original {there}"]


def test_an_event_that_the_original_lacks_is_an_error_with_the_nearest_id(site):
    site.edit(f"{STORY}.es.md", "id: first-ship-turns", "id: first-ship-turn")
    text = site.messages()
    assert "error[LANG006] the original has no “first-ship-turn” under `events:`" in text
    assert "did you mean first-ship-turns?" in text


def test_a_translation_needs_an_original_in_another_language(site):
    site.write("content/crises/harbour/closing.es.md", "---\ntitle: Cierra\n---\n")
    site.write("content/actors/harbour-board.en.md", "---\nname: The board\n---\n")
    assert site.first_lines() == [
        "content/actors/harbour-board.en.md:1:1: error[LANG003] the original is written in “en” itself",
        "content/crises/harbour/closing.es.md:1:1: error[LANG003] there is no story “closing” to translate",
    ]


def test_a_translation_into_a_language_the_site_does_not_have_is_reported(site):
    site.write(f"{STORY}.ar.md", "---\ntitle: إغلاق الميناء\n---\n")
    assert site.first_lines() == [
        f"{STORY}.ar.md:1:1: warning[LANG004] this translation is not published: the site has no “ar”"
    ]


def test_a_language_nobody_has_words_for_is_an_error_with_those_there_are(site):
    site.edit("content/site.yaml", "[en, es, fa]", "[en, ess]")
    text = site.messages()
    assert "content/site.yaml:4:17: error[LANG001] there are no words for pages in “ess”" in text
    assert "there is en, es, ar, fa" in text


def test_the_language_of_a_text_is_a_code_and_may_be_any(site):
    site.edit(f"{STORY}.md", "status: confirmed", "language: Ukrainian")
    assert "error[LANG002] “Ukrainian” is not the code of a language" in site.messages()
    site.edit(f"{STORY}.md", "language: Ukrainian", "language: uk")
    assert site.messages() == ""


def test_names_in_a_translated_text_lead_somewhere(site):
    site.edit(f"{STORY}.es.md", "[[actor:harbour-board]]", "[[actor:harbor-board]]")
    text = site.messages()
    assert f"{STORY}.es.md:8:1: error[NAME001] there is no actor “harbor-board”" in text
    assert "did you mean harbour-board?" in text


def test_links_and_numbers_in_a_translated_text_are_judged_as_in_any_other(site):
    site.edit(
        f"{STORY}.es.md",
        "Véase",
        "Hay [más](/crises/harbor/) y [nada](/crises/harbour/#nothing), y eran [[figure:ships|21 barcos]]. Véase",
    )
    codes = {line.split(" ")[1].partition("]")[0] for line in site.first_lines()}
    assert codes == {"error[LINK001", "error[LINK002", "warning[FIG007"}
    assert all(line.startswith(f"{STORY}.es.md:8:") for line in site.first_lines())


def test_a_list_of_another_length_is_reported_and_shown_as_in_the_original(site):
    site.write(
        "content/crises/harbour/index.es.md",
        "---\ntitle: El puerto está cerrado\nknown: [uno, dos]\n---\n",
    )
    assert site.first_lines() == [
        "content/crises/harbour/index.es.md:3:8: warning[LANG007] the original has 1 under `known:`, "
        "and this translation 2"
    ]


def test_a_translation_of_an_earlier_version_is_a_notice(site):
    site.edit(f"{STORY}.md", "published: 2020-05-05", "published: 2020-05-05\nupdated: 2020-05-09T10:00")
    assert site.first_lines() == [
        f"{STORY}.es.md:2:1: notice[LANG008] the original changed on 2020-05-09, "
        "and this translates the version of 2020-05-05"
    ]


def test_an_unknown_field_and_a_bad_value_in_a_translation_are_reported_at_their_places(site):
    site.write(f"{STORY}.es.md", "---\ntitel: Cierra\ntranslated: mayo\n---\n")
    assert [line.split(" ")[1] for line in site.first_lines()] == ["error[FIELD001]", "error[DATE001]"]


def test_the_translation_of_what_is_withheld_is_withheld_with_it(site):
    site.edit(f"{STORY}.md", "status: confirmed", "status: confirmed\ndraft: true")
    report = site.build()
    assert [(one.path, one.why) for one in report.withheld] == [
        (f"{STORY}.es.md", "its original is withheld"),
        (f"{STORY}.md", "draft"),
    ]
    assert not any(b"Cierra" in data for data in site.published().values())


def test_a_draft_of_a_translation_is_withheld_alone(site):
    site.edit(f"{STORY}.es.md", "translated: 2020-05-05", "draft: true")
    assert [(one.path, one.why) for one in site.build().withheld] == [(f"{STORY}.es.md", "draft")]


def test_a_translation_is_not_blamed_for_an_original_that_cannot_be_read(site):
    site.edit(f"{STORY}.md", "title: Harbour closes", "titel: Harbour closes")
    assert {line.partition(":")[0] for line in site.first_lines()} == {f"{STORY}.md"}
