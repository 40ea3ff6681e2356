"""What is judged and what is left out: levels of rules, withheld files, addresses, other languages."""

import pytest

from tests.sites import HARBOUR, NOON

LATER = """-- content/crises/harbour/2020-05-06-later.md --
---
title: The harbour stays closed
date: 2020-05-06
published: 2020-05-06
summary: Still closed.
sources: [notice]
publish_at: 2020-05-20
---
It stays so.
"""
SETTINGS = "title: Harbour Watch\n"


def codes(lines: list[str]) -> list[str]:
    return [line.partition("[")[2].partition("]")[0] for line in lines]


def test_a_rule_that_is_turned_off_says_nothing(site_from):
    site = site_from()
    site.edit("content/actors/harbour-board.md", "The board runs", "The <font>board</font> runs")
    assert codes(site.first_lines()) == ["TEXT005"]
    site.edit("content/site.yaml", SETTINGS, SETTINGS + "rules: {TEXT005: off}\n")
    assert site.first_lines() == []


def test_a_level_for_a_rule_that_does_not_exist_is_reported_with_the_nearest(site_from):
    site = site_from()
    site.edit("content/site.yaml", SETTINGS, SETTINGS + "rules: {TEXT05: off}\n")
    assert codes(site.first_lines()) == ["RULE001"]
    assert "did you mean TEXT005?" in site.messages()


def test_a_rule_that_no_site_can_do_without_keeps_its_level(site_from):
    site = site_from()
    site.write("content/pages/what now?.md", "---\ntitle: What now\n---\nText.\n")
    site.edit("content/site.yaml", SETTINGS, SETTINGS + "rules:\n  FILE104: off\n")
    lines = site.first_lines()
    assert codes(lines) == ["FILE104", "RULE002"]
    assert lines[1].startswith("content/site.yaml:3:3: error")


def test_an_error_in_the_settings_is_not_held_back(site_from):
    site = site_from()
    site.edit("content/site.yaml", SETTINGS, SETTINGS + "timezone: Mars/Olympus\n")
    assert not site.build(hold_back=True).published
    assert not site.output.exists()


def test_a_link_to_what_is_withheld_leads_nowhere_for_readers(site_from):
    site = site_from(HARBOUR + LATER)
    assert site.first_lines() == []
    site.edit(
        "content/actors/harbour-board.md", "The board runs", "[Later](/crises/harbour/later/) the board runs"
    )
    assert codes(site.first_lines()) == ["NAME009"]
    assert not site.build().published
    assert site.build(now=NOON + 30 * 86_400).published


@pytest.mark.parametrize(
    "slug", ["actors", "timeline", "corrections", "assets", "media", "updates", "crises"]
)
def test_a_page_takes_no_address_of_the_sites_own(site_from, slug):
    site = site_from()
    site.write(f"content/pages/{slug}.md", "---\ntitle: A text\n---\nText.\n")
    assert codes(site.first_lines()) == ["ADDR004"]


@pytest.mark.parametrize(
    "old",
    [
        "/crises/harbour/as-of/2020-05-05/",
        "/assets/old/",
        "/crises/harbour/closure/",
        "/updates/",
    ],
)
def test_an_old_address_belongs_to_nothing_else(site_from, old):
    site = site_from()
    site.edit(
        "content/crises/harbour/index.md", "place: Porthaven\n", f"place: Porthaven\nold_addresses: [{old}]\n"
    )
    assert codes(site.first_lines()) == ["ADDR003"]


def test_a_history_ends_in_the_status_whatever_its_order_in_the_file(site_from):
    site = site_from()
    story = "content/crises/harbour/2020-05-04-closure.md"
    site.edit(
        story,
        "    text: It had waited.\n",
        "    text: It had waited.\n    status: disputed\n"
        "    statements: [{status: confirmed, text: A log}, {status: disputed, text: A denial}]\n    history:\n"
        "      - {date: 2020-05-09, status: disputed, why: The captain objects.}\n"
        "      - {date: 2020-05-06, status: confirmed, why: A log.}\n",
    )
    assert site.first_lines() == []
    assert site.build().published
    assert (
        "Confirmed"
        in site.page("/crises/harbour/as-of/2020-05-06/").partition('id="first-ship-turns"')[2][:1500]
    )
    site.edit(story, "    status: disputed\n", "    status: confirmed\n")
    assert codes(site.first_lines()) == ["STATUS001"]


def test_a_picture_with_any_name_is_found_by_browsers(site_from):
    site = site_from()
    picture = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000a49444154789c63000100000500010d0a2db40000000049454e44ae426082"
    )
    (site.folder / "content/actors/a 50% board#1.png").write_bytes(picture)
    site.edit(
        "content/actors/harbour-board.md",
        "group: in power\n",
        'group: in power\nportrait: {file: "a 50% board#1.png", alt: A, credit: B}\n',
    )
    assert site.build().published, site.messages()
    assert 'src="../../media/actors/a%2050%25%20board%231.png"' in site.page("/actors/harbour-board/")
    assert site.published()["media/actors/a 50% board#1.png"] == picture
