"""Names as people mistype them, slugs for addresses, and the words of a language."""

from __future__ import annotations

import gettext
import os
import random
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.languages.language import ENGLISH, Language
from dateline.values.names import fold, nearest
from dateline.values.slugs import LONGEST, slugify

ACTORS = (
    *("foro-penal", "Foro Penal", "jorge-rodriguez", "Jorge Rodríguez", "ronal-rodriguez", "Ronal Rodríguez"),
    *("nicolas-maduro", "Nicolás Maduro", "rocio-san-miguel", "Rocío San Miguel", "alfredo-romero"),
    *("human-rights-watch", "HRW", "مركز الرصد"),
)
KEYS = ("title", "date", "published", "updated", "place", "summary", "status", "sources", "date_text", "key")


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("foro penal", ACTORS, "Foro Penal"),
        ("FORO_PENAL", ACTORS, "Foro Penal"),
        ("foro-panel", ACTORS, "Foro Penal"),
        ("jorge-rodrigues", ACTORS, "Jorge Rodríguez"),
        ("jorge-rodirguez", ACTORS, "Jorge Rodríguez"),
        ("Nicolas Maduro", ACTORS, "Nicolás Maduro"),
        ("maduro", ACTORS, "Nicolás Maduro"),
        ("Nicolás Maduro Moros", ACTORS, "Nicolás Maduro"),
        ("San Miguel, Rocío", ACTORS, "Rocío San Miguel"),
        ("rociosanmiguel", ACTORS, "Rocío San Miguel"),
        ("human-right-watch", ACTORS, "human-rights-watch"),
        ("hwr", ACTORS, "HRW"),
        ("مرکز الرصد", ACTORS, "مركز الرصد"),
        ("tittle", KEYS, "title"),
        ("statuz", KEYS, "status"),
        ("publshed", KEYS, "published"),
        ("source", KEYS, "sources"),
        ("dte", KEYS, "date"),
        ("date-text", KEYS, "date_text"),
    ],
)
def test_the_nearest_known_name_is_found(written: str, known: tuple[str, ...], meant: str) -> None:
    assert nearest(written, known) == meant


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("rodriguez", ACTORS),  # two people
        ("un", ACTORS),
        ("spain", ACTORS),
        ("colour", KEYS),
        ("x", ("y", "z")),
        ("", KEYS),
        ("---", KEYS),
        ("title", ()),
        ("a sentence that somebody put where a name belongs " * 40, ACTORS),
    ],
)
def test_nothing_is_proposed_where_nothing_is_near(written: str, known: tuple[str, ...]) -> None:
    assert nearest(written, known) is None


@given(st.lists(st.text(max_size=12), max_size=8), st.text(max_size=12), st.randoms(use_true_random=False))
def test_the_proposal_does_not_depend_on_the_order_of_the_known_names(
    known: list[str], written: str, order: random.Random
) -> None:
    shuffled = known[:]
    order.shuffle(shuffled)
    found = nearest(written, known)
    assert nearest(written, shuffled) == found
    assert found is None or found in known


@given(st.text(max_size=20))
def test_a_known_name_is_its_own_nearest(name: str) -> None:
    if fold(name):
        assert nearest(name, [name]) == name
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Harbour closes", "harbour-closes"),
        ("Harbour’s “grand” re-opening, day 2!", "harbours-grand-re-opening-day-2"),
        ("Rocío San Miguel", "rocio-san-miguel"),
        ("Łódź, Straße & Ærø", "lodz-strasse-aero"),
        ("İstanbul’da", "istanbulda"),
        ("ﬁne ① print", "fine-1-print"),
        ("آزادی ۱۳ نفر", "آزادی-13-نفر"),
        ("می‌خواهم", "می-خواهم"),
        ("مُحَمَّد", "محمد"),
        ("حلب ـــ اليوم", "حلب-اليوم"),
        ("مؤسسة", "مؤسسة"),
        ("Київ і Йосип", "київ-і-йосип"),
        ("हिन्दी में", "हिन्दी-में"),
        ("서울 2026", "서울-2026"),
        ("  --a__b--  ", "a-b"),
        ("!!!", "text-0638f078"),
        ("???", "text-3ece7cbe"),
        ("", "text-00000000"),
        ("Con", "text-con"),
        ("COM¹", "text-com1"),
        ("word " * 40, "-".join(["word"] * 16)),
        ("a" * 200, "a" * LONGEST),
    ],
)
def test_a_title_becomes_a_slug(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
@settings(max_examples=300)
def test_a_slug_is_never_empty_fits_an_address_and_is_its_own_slug(text: str) -> None:
    slug = slugify(text)
    assert 0 < len(slug) <= LONGEST
    assert slugify(slug) == slug
    assert slug == slug.lower()
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert not set(slug) & set(" /\\.:?#%&\"'<>_\x00")


# --- Language ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (12, "12"),
        (863, "863"),
        (1200, "1,200"),
        (-1200, "−1,200"),
        (10**9, "1,000,000,000"),
        (Decimal("3.10"), "3.10"),
        (Decimal("1234.5000"), "1,234.5000"),
        (Decimal("0.001"), "0.001"),
        (Decimal("1E+4"), "10,000"),
    ],
)
def test_a_number_keeps_every_digit_and_is_grouped(value: int | Decimal, text: str) -> None:
    assert ENGLISH.number(value) == text


def test_a_list_is_joined_as_in_a_sentence() -> None:
    assert [ENGLISH.join(items) for items in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        *("", "A", "A and B", "A, B and C"),
    ]


def test_messages_come_back_in_english_with_their_numbers_filled_in() -> None:
    assert ENGLISH.gettext("Sources") == "Sources"
    assert ENGLISH.gettext("100% sure") == "100% sure"
    assert ENGLISH.gettext("Corrected %(date)s", date="8 January") == "Corrected 8 January"
    assert ENGLISH.pgettext("date", "by") == "by"
    counted = [
        ENGLISH.ngettext("%(n)s event in %(where)s", "%(n)s events in %(where)s", n, where="A")
        for n in (0, 1, 1200)
    ]
    assert counted == ["0 events in A", "1 event in A", "1,200 events in A"]


def test_another_language_is_a_catalogue_words_and_signs_and_callers_stay_as_they_are() -> None:
    class Spanish(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return {"Sources": "Fuentes"}.get(message, message)

        def ngettext(self, singular: str, plural: str, n: int) -> str:
            return "%(n)s evento" if n == 1 else "%(n)s eventos"

    spanish = replace(ENGLISH, code="es", catalogue=Spanish(), group=".", decimal=",", list_and=" y ")
    assert spanish.gettext("Sources") == "Fuentes"
    assert spanish.ngettext("%(n)s event", "%(n)s events", 1200) == "1.200 eventos"
    assert spanish.number(Decimal("1200.50")) == "1.200,50"
    assert spanish.join(["A", "B"]) == "A y B"


def test_digits_can_be_those_of_the_language() -> None:
    persian: Language = replace(ENGLISH, code="fa", direction="rtl", digits="۰۱۲۳۴۵۶۷۸۹", group="٬")
    assert persian.number(1200) == "۱٬۲۰۰"
    assert persian.numerals("8 Jan 2026") == "۸ Jan ۲۰۲۶"


def test_words_and_numbers_do_not_depend_on_the_locale_of_the_machine() -> None:
    script = (
        "import locale, zoneinfo\n"
        "try:\n locale.setlocale(locale.LC_ALL, '')\nexcept locale.Error:\n pass\n"
        "from dateline.dates import parse_date\nfrom dateline.languages.language import ENGLISH\n"
        "from dateline.views.dates import date_view\n"
        "print(ENGLISH.number(1200), date_view(parse_date('2026-01-08'), ENGLISH, zoneinfo.ZoneInfo('UTC')))"
    )
    said = set()
    for locale, zone, seed in (("C", "UTC", "1"), ("de_DE.UTF-8", "Asia/Tokyo", "2"), ("fa_IR", "", "3")):
        env = {
            **os.environ,
            "LC_ALL": locale,
            "LANG": locale,
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "PYTHONUTF8": "1",
        }
        root = Path(__file__).parent.parent
        done = subprocess.run(
            [sys.executable, "-c", script], env=env, cwd=root, capture_output=True, check=True
        )
        said.add(done.stdout)
    assert len(said) == 1
    assert b"January" in said.pop()


STORY = "content/crises/harbour/2020-05-04-closure.md"


def test_a_story_whose_name_is_reserved_on_windows_is_refused_by_check_at_its_place(site_from) -> None:
    site = site_from()
    path = STORY.replace("closure", "con")
    site.write(path, (site.folder / STORY).read_text(encoding="utf-8"))
    site.delete(STORY)
    message = "“con” cannot be part of an address: it is reserved on Windows"
    assert f"{path}:1:1: error[PLACE002] {message}" in site.first_lines()
    assert "rename it to text-con" in site.messages()
    site.write(STORY.replace("closure", "text-con"), (site.folder / path).read_text(encoding="utf-8"))
    site.delete(path)
    assert site.messages() == ""
    assert site.build().published


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("id: first-ship-turns", "id: nul", "13:9: error[FIELD007] “nul” cannot be an id"),
        ("kind: closure", "old_addresses: [/crises/harbour/aux/]", "8:17: error[FIELD009] no page can have"),
    ],
)
def test_an_id_or_old_address_reserved_on_windows_is_refused_by_check_at_its_place(
    site_from, old: str, new: str, place: str
) -> None:
    site = site_from()
    site.edit(STORY, old, new)
    assert [line for line in site.first_lines() if line.startswith(f"{STORY}:{place}")] != []


def test_names_made_of_titles_labels_and_places_are_never_reserved_on_windows(site_from) -> None:
    site = site_from()
    site.edit(STORY, "place: Porthaven", "place: Con")
    site.edit(
        STORY,
        "  - id: first-ship-turns\n    date: 2020-05\n    title: A first ship turns back\n",
        "  - date: 2020-05\n    title: Aux\n    key: true\n",
    )
    site.edit(STORY, "See [[event:first-ship-turns]]. ", "")
    site.edit(
        STORY,
        "events:\n",
        "  - {label: Prn, value: 3, by: harbour-board, as_of: 2020-05-04, source: notice}\nevents:\n",
    )
    assert [line for line in site.first_lines() if ": error" in line] == []
    assert site.build().published
    assert site.page("/places/text-con/")
