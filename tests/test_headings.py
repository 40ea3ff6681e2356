"""Headings over events claim no more than their dates say."""

import re

import pytest


def headings(page: str) -> list[str]:
    return [one.strip() for one in re.findall(r'<h3 class="phase__title">([^<]*)', page)]


@pytest.mark.parametrize(
    ("date", "merged", "of_the_crisis"),
    [
        ("2019-03-02", "March 2019", "2019"),
        ("2019-03", "March 2019", "2019"),
        ("2019", "2019", "2019"),
        ("2019~", "2019", "2019"),
        ("2019-21", "Spring 2019", "2019"),
        ("201X", "The 2010s", "The 2010s"),
        ("-0048", "49 BCE", "49 BCE"),
        ("2019/..", "2019", "2019"),
        ("2019-24", "Winter 2019–20", "Winter 2019–20"),
        ("2019-03/2020-02", "March 2019", "2019"),
        ("[2019-03-02..2019-03-20]", "March 2019", "2019"),
        ("[2019-03..2019-08]", "2019", "2019"),
        ("[2018-11..2019-02]", "Between 2018 and 2019", "Between 2018 and 2019"),
        ("[..2019-03-02]", "By March 2019", "By 2019"),
        ("../2019-03", "By March 2019", "By 2019"),
        ("[2019-03-02..]", "On or after March 2019", "On or after 2019"),
        ("2019-01-01T00:30+04:00", "December 2018", "2018"),
    ],
)
def test_a_list_by_month_or_year_is_headed_as_exactly_as_the_date_is_known(
    site_from, date, merged, of_the_crisis
):
    site = site_from()
    site.edit("content/crises/harbour/2020-05-04-closure.md", "    date: 2020-05\n", f"    date: {date}\n")
    assert site.build().published, site.messages()
    assert headings(site.page("/timeline/")) == ["May 2020", merged]
    assert headings(site.page("/crises/harbour/")) == ["2020", of_the_crisis]


def test_an_event_belongs_to_a_phase_only_where_no_part_of_its_date_lies_outside(site_from):
    site = site_from()
    site.edit(
        "content/crises/harbour/index.md",
        "started: 2020-05-04\n",
        "started: 2020-05-04\nphases:\n  - {title: Closing, date: 2020-05-01/2020-05-09}\n",
    )
    assert site.build().published, site.messages()
    assert headings(site.page("/crises/harbour/")) == ["Closing", "2020"]  # “May 2020” may have been later
    site.edit(
        "content/crises/harbour/2020-05-04-closure.md",
        "    date: 2020-05\n",
        "    date: 2020-05-02/2020-08\n",
    )
    assert site.build().published, site.messages()
    assert headings(site.page("/crises/harbour/")) == ["Closing"]
