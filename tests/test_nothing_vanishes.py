"""What an editor writes is seen by readers, or by the editor: it never vanishes."""

import pytest

from tests.sites import HARBOUR

STORY = "content/crises/harbour/2020-05-04-closure.md"
EVENT = "    text: It had waited.\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "address", "shown"),
    [
        (
            "content/sources.yaml",
            "  title: Notice",
            "  kind: harbour record\n  title: Notice",
            "/crises/harbour/",
            "Harbour record",
        ),
        (
            "content/sources.yaml",
            "  title: Notice",
            "  accessed: 2020-05-17\n  title: Notice",
            "/crises/harbour/",
            "17 May 2020",
        ),
        (
            "content/sources.yaml",
            "  title: Notice",
            "  language: nl\n  title: Notice",
            "/crises/harbour/",
            '<cite lang="nl">',
        ),
        (
            STORY,
            EVENT,
            EVENT + "    actors: [{actor: harbour-board, role: counts them}]\n",
            "/crises/harbour/",
            "Harbour board (counts them)",
        ),
        (
            STORY,
            EVENT,
            EVENT + "    media: {url: https://example.org/p, caption: The quay, alt: An empty quay}\n",
            "/crises/harbour/",
            "Shows: An empty quay",
        ),
        (
            "content/site.yaml",
            "kinds:",
            "contact: desk@harbour.example\nkinds:",
            "/",
            'href="mailto:desk@harbour.example"',
        ),
        (
            "content/site.yaml",
            "kinds:",
            "contact: https://harbour.example/desk\nkinds:",
            "/",
            'href="https://harbour.example/desk"',
        ),
        (
            "content/site.yaml",
            "kinds:",
            "contact: Ask at the gate\nkinds:",
            "/",
            "<li>Report an error: Ask at the gate</li>",
        ),
        (
            "content/actors/harbour-board.md",
            "positions:\n",
            "positions:\n  - {text: Speaks for all harbours., date: 2020-05-04, source: notice}\n",
            "/actors/harbour-board/",
            "Speaks for all harbours.",
        ),
    ],
)
def test_a_field_is_shown(site_from, file, old, new, address, shown):
    site = site_from()
    assert site.build().published
    assert shown not in site.page(address)
    site.edit(file, old, new)
    assert site.build().published, site.messages()
    assert shown in site.page(address)


def test_a_figure_that_nobody_renewed_is_named_to_editors_and_not_to_readers(site_from):
    site = site_from(HARBOUR.replace("lead: true}", "lead: true, review_after: 30d}"))
    fresh = site.build()
    assert fresh.diagnostics == ()
    due = fresh.next_change
    assert due == 1_591_228_800  # 4 June 2020, 00:00 UTC: 30 days after the end of 4 May
    pages = site.published()
    assert site.build(now=due - 1).diagnostics == ()
    stale = site.build(now=due)
    assert [(one.code, one.severity.value) for one in stale.diagnostics] == [("STALE001", "notice")]
    assert stale.published
    assert site.published() == pages
