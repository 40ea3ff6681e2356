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
