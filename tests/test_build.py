"""From content to a published site: what is written, what is withheld, what stays."""

import os
import re
import signal
import subprocess
import sys

import pytest

from dateline.workers import spread
from tests.sites import HARBOUR, NOON, ROOT

STORY = "content/crises/harbour/2020-05-04-closure.md"


def test_a_story_in_the_simplest_form_is_a_page_and_an_event(site_from):
    site = site_from()
    site.write(
        "content/crises/harbour/simple.md", "---\ntitle: A plain story\ndate: 2020-05-06\n---\nIts text.\n"
    )
    assert site.build().published
    assert "Its text." in site.page("/crises/harbour/simple/")
    assert 'id="simple"' in site.page("/crises/harbour/")


def test_a_number_reaches_every_place_that_shows_it(site_from):
    site = site_from()
    site.build()
    crisis, story = site.page("/crises/harbour/"), site.page("/crises/harbour/closure/")
    assert 'id="f-ships"' in crisis
    assert '<data value="12">' in story
    assert 'as of <time datetime="2020-05-04">4 May 2020</time>' in story
    assert "12 ships waiting, according to Harbour board" in site.page("/feed.xml")


def test_a_second_build_writes_nothing(site_from):
    site = site_from()
    site.build()
    stamps = {path: path.stat().st_mtime_ns for path in site.output.rglob("*.html")}
    report = site.build()
    assert (report.written, report.removed) == (frozenset(), frozenset())
    assert {path: path.stat().st_mtime_ns for path in site.output.rglob("*.html")} == stamps


def test_a_removed_story_is_gone_and_files_that_are_not_ours_stay(site_from):
    site = site_from()
    site.write("content/crises/harbour/extra.md", "---\ntitle: Extra\ndate: 2020-05-06\n---\nText.\n")
    site.build()
    (site.output / "CNAME").write_text("harbour.example")
    site.delete("content/crises/harbour/extra.md")
    report = site.build()
    assert "crises/harbour/extra/index.html" in report.removed
    assert "Extra" not in site.page("/crises/harbour/")
    assert (site.output / "CNAME").read_text() == "harbour.example"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("draft: true", "draft"),
        ("publish_at: 2020-05-11T12:01Z", "embargoed"),
        ("expires: 2020-05-11", "expired"),
    ],
)
def test_what_is_withheld_is_in_no_file_and_named_in_the_report(site_from, line, why):
    site = site_from()
    site.write(
        "content/crises/harbour/kept-back.md",
        f"---\ntitle: Marker-title\ndate: 2020-05-06\n{line}\nplace: Marker-place\nevents:\n"
        "  - {id: marker-event, date: 2020-05, title: Marker-event}\n---\nMarker-text.\n",
    )
    report = site.build()
    assert [(one.path, one.why) for one in report.withheld] == [("content/crises/harbour/kept-back.md", why)]
    for path, data in site.published().items():
        assert b"marker" not in data.lower(), path
        assert "kept-back" not in path


@pytest.mark.parametrize("field", ["publish_at", "expires"])
def test_when_a_story_appears_and_goes_is_a_known_day(site_from, field):
    """``unknown`` would publish at once what is under an embargo, or withhold for ever what expires."""
    site = site_from()
    site.edit(STORY, "date: 2020-05-04\n", f"date: 2020-05-04\n{field}: unknown\n")
    report = site.build()
    assert [(one.code, one.at.line) for one in report.diagnostics] == [("DATE002", 4)]
    assert not report.published


def test_the_address_of_the_site_can_be_asked_for(site_from):
    site = site_from(HARBOUR.replace("title: Harbour Watch", "title: Harbour Watch\nbase_url: harbour", 1))
    assert site.first_lines() == ["content/site.yaml:2:11: error[URL001] “harbour” is no address of a site"]


def test_a_picture_is_published_with_the_story_that_shows_it_and_not_before(site_from):
    site = site_from()
    for name in ("shown", "secret", "orphan"):
        site.write(f"content/crises/harbour/{name}.jpg", name)
    site.edit(STORY, "place: Porthaven", "place: Porthaven\nimage: {file: shown.jpg, alt: Ships, credit: Us}")
    kept_back = "content/crises/harbour/later.md"
    site.write(
        kept_back, "---\ntitle: Later\ndate: 2020-05-06\ndraft: true\nimage: {file: secret.jpg}\n---\n"
    )
    site.build()
    media = {path for path in site.published() if path.startswith("media/")}
    assert media == {"media/crises/harbour/shown.jpg"}
    site.edit(kept_back, "draft: true\n", "")
    site.build()
    assert "media/crises/harbour/secret.jpg" in site.published()


def test_the_next_change_is_the_end_of_the_embargo(site_from):
    site = site_from()
    site.write(
        "content/crises/harbour/later.md",
        "---\ntitle: Later\ndate: 2020-05-06\npublish_at: 2020-05-11T13:00Z\n---\n",
    )
    assert site.build().next_change == NOON + 3600
    assert site.build(now=NOON + 3600).withheld == ()
    assert "Later" in site.page("/crises/harbour/")


def test_a_published_story_may_not_refer_to_a_withheld_one(site_from):
    site = site_from()
    site.write(
        "content/crises/harbour/later.md",
        "---\ntitle: Later\ndate: 2020-05-06\nsources: [notice]\ndraft: true\n---\n",
    )
    site.edit(STORY, "See [[event", "See [[story:later]], [[event")
    report = site.build()
    assert [one.code for one in report.diagnostics] == ["NAME009"]
    assert not report.published


def test_template_syntax_in_content_is_plain_text(site_from):
    site = site_from()
    site.edit(STORY, "See [[event", "{{ 7 * 7 }} {% include 'x' %} See [[event")
    site.build()
    assert "{{ 7 * 7 }} {% include" in site.page("/crises/harbour/closure/").replace("&#x27;", "'")


def test_own_templates_replace_ours_by_name(site_from):
    site = site_from()
    site.write("own/pages/text.html", "{{ view.title }}: mine")
    site.write("content/pages/about.md", "---\ntitle: About us\n---\nText.\n")
    site.build(overrides="own")
    assert site.page("/about/") == "About us: mine"


def test_a_fault_in_a_template_is_shown_at_its_line_and_publishes_nothing(site_from):
    site = site_from()
    site.build()
    before = site.published()
    site.write("own/pages/text.html", "{{ view.title }}\n{{ view.titel }}\n")
    site.write("content/pages/about.md", "---\ntitle: About us\n---\nText.\n")
    report = site.build(overrides="own")
    assert [(str(one.at).rpartition(":")[0], one.code) for one in report.diagnostics] == [
        ("own/pages/text.html:2", "TPL002")
    ]
    assert site.published() == before


def test_addresses_are_absolute_only_where_a_standard_wants_them(site_from):
    site = site_from()
    site.build()
    assert "canonical" not in site.page("/crises/harbour/")
    assert "sitemap.xml" not in site.published()
    site.build(base_url="https://harbour.example/news")
    page = site.page("/crises/harbour/")
    assert '<link rel="canonical" href="https://harbour.example/news/crises/harbour/">' in page
    assert "<loc>https://harbour.example/news/crises/harbour/closure/</loc>" in site.page("/sitemap.xml")
    assert 'href="/news/timeline/"' in site.page("/404.html")
    assert 'href="../../timeline/"' in page


def test_the_record_as_known_on_a_day_leaves_out_what_came_later(site_from):
    site = site_from()
    site.write(
        "content/crises/harbour/later.md",
        "---\ntitle: Harbour opens\ndate: 2020-05-08\npublished: 2020-05-08\nstatus: confirmed\n"
        "figures:\n  - {figure: ships, value: 3, by: harbour-board, as_of: 2020-05-08, source: notice}\n"
        "sources: [notice]\n---\nText.\n",
    )
    site.build()
    early = site.page("/crises/harbour/as-of/2020-05-05/")
    assert "Harbour opens" not in early
    assert '<data class="quantity" value="12">' in early
    assert "later change" in early
    assert '<meta name="robots" content="noindex">' in early
    live = site.page("/crises/harbour/")
    assert '<data class="quantity" value="3">' in live
    assert 'href="as-of/2020-05-05/"' in live
    assert "Harbour opens" in site.page("/crises/harbour/updates/")


def test_a_correction_is_shown_on_story_crisis_and_list(site_from):
    site = site_from()
    site.edit(
        STORY,
        "sources: [notice]\n---\n[[",
        'sources: [notice]\ncorrections:\n  - {date: 2020-05-07, was: "11 ships", now: "12 ships", why: A ship was missed.}\n---\n[[',
    )
    site.build()
    for address in ("/crises/harbour/", "/crises/harbour/closure/", "/corrections/"):
        page = site.page(address)
        assert "11 ships" in page, address
        assert "A ship was missed." in page, address
        assert ' id=""' not in page, address  # no HTML


def test_answers_share_no_anchor_with_each_other_or_the_text_around_them(site_from):
    site = site_from()
    text = "# Why?\\n\\nThe record says so.[^here]\\n\\n[^here]: On page 2. [@notice]"
    questions = "".join(f'  - {{question: "Why {n}?", answer: "{text}"}}\n' for n in (1, 2))
    body = text.replace("\\n", "\n")
    site.edit(
        "content/crises/harbour/index.md",
        "---\nThe harbour is old. [@notice]",
        f"questions:\n{questions}---\n{body} [more](/crises/harbour/#q2-h_why)",
    )
    assert site.build().published, site.messages()
    page = site.page("/crises/harbour/")
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert re.findall(r'<(h[1-6]) id="([^"]*h_why)"', page) == [
        ("h2", "h_why"),
        ("h4", "q1-h_why"),
        ("h4", "q2-h_why"),
    ]


def test_corrections_have_one_order_and_one_last_day_everywhere(site_from):
    site = site_from()
    corrections = """corrections:
  - {date: "2020-05-08T02:00+05:00", was: one, now: "1", why: Made before the third.}
  - {date: unknown, was: two, now: "2", why: Nobody knows when.}
  - {date: "2020-05-07T23:30Z", was: three, now: "3", why: Made last.}
"""
    site.edit(STORY, "sources: [notice]\n---\n[[", f"key: true\nsources: [notice]\n{corrections}---\n[[")
    assert site.build(base_url="https://harbour.example/").published, site.messages()
    for address in ("/crises/harbour/", "/crises/harbour/closure/", "/corrections/"):
        reasons = re.findall(
            "Made last|Made before|Nobody knows when", site.page(address).partition("<main")[2]
        )
        assert list(dict.fromkeys(reasons)) == ["Made last", "Made before", "Nobody knows when"], address
    for address in (
        "/crises/harbour/",
        "/crises/harbour/figures/ships/",
        "/embed/harbour/timeline/",
        "/embed/harbour/event/closure/",
        "/embed/harbour/figure/ships/",
    ):
        assert re.findall("Corrected [^<]*", site.page(address)) == ["Corrected 7 May 2020, 23:30 UTC"], (
            address
        )
    assert site.page("/crises/harbour/claims.csv").endswith(",2020-05-07\n")


def test_a_correction_of_an_unknown_day_is_named_without_one(site_from):
    site = site_from()
    correction = "corrections: [{date: unknown, was: two, now: three, why: A slip.}]"
    site.edit(STORY, "sources: [notice]\n---\n[[", f"sources: [notice]\n{correction}\n---\n[[")
    assert site.build().published, site.messages()
    assert re.findall("Corrected[^<]*", site.page("/crises/harbour/figures/ships/")) == ["Corrected"]


def test_a_retracted_event_stays_struck_with_its_reason(site_from):
    site = site_from()
    site.edit(
        STORY,
        "    text: It had waited.",
        "    text: It had waited.\n    status: retracted\n    retraction: The ship never came.",
    )
    site.build()
    page = site.page("/crises/harbour/")
    assert "The ship never came." in page
    assert "<s>" in page


def test_an_old_address_leads_to_the_new_one(site_from):
    site = site_from()
    site.edit(STORY, "place: Porthaven", "place: Porthaven\nold_addresses: [/crises/harbour/old-name/]")
    site.build()
    page = site.page("/crises/harbour/old-name/")
    assert '<meta http-equiv="refresh" content="0; url=../closure/">' in page
    assert '<a href="../closure/">Harbour closes</a>' in page
    site.edit(STORY, "/old-name/", "/closure/")
    assert [one.code for one in site.check().diagnostics] == ["ADDR003"]


def test_any_number_of_workers_makes_the_same_site(site_from):
    site = site_from()
    for number in range(160):
        site.write(
            f"content/crises/harbour/s-{number}.md",
            f"---\ntitle: Story {number}\ndate: 2020-05-06\n---\nText. [@notice]\n",
        )
    trees = []
    for jobs in (1, 3):
        site.output = site.folder / str(jobs) / "output"
        assert site.build(jobs=jobs).published
        trees.append(site.published())
    assert len(trees[0]) > 160
    assert trees[0] == trees[1]
    site.write("own/pages/story.html", "{{ view.nothing }}")
    report = site.build(jobs=3, overrides="own")
    assert {one.code for one in report.diagnostics} == {"TPL002"}
    assert site.published() == trees[1]


def test_workers_end_when_nobody_waits_for_their_pages():
    """In a process of its own: what it guards against is waiting for ever."""
    program = (
        "from dateline.workers import spread\n"
        "made = spread(range(400), lambda number: str(number).encode().rjust(100_000), 4)\n"
        "print([next(made).strip().decode() for _ in range(3)])\n"
        "made.close()\n"
        "print('closed')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, timeout=60
    )
    assert done.stdout == "['0', '1', '2']\nclosed\n", done.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forks")
def test_a_slow_page_holds_up_no_other_worker(tmp_path):
    """In a process of its own: what it guards against is waiting for ever."""
    far_on = tmp_path / "far-on"
    program = (
        "import time\nfrom pathlib import Path\nfrom dateline.workers import spread\n"
        f"far_on = Path({str(far_on)!r})\n"
        "def work(number):\n"
        "    while number == 1 and not far_on.exists(): time.sleep(0.01)\n"
        "    if number == 90: far_on.touch()\n"
        "    return str(number).encode().rjust(200_000)\n"
        "print(list(map(int, spread(range(200), work, 2))) == list(range(200)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, timeout=60
    )
    assert done.stdout == "True\n", done.stderr


def test_a_site_without_crises_is_a_site(site_from):
    site = site_from("\n-- content/site.yaml --\ntitle: Empty\n")
    assert site.build().published
    assert "No crisis is on record yet" in site.page("/")


def zone_file(hours: int) -> bytes:
    """A zone that has been this far east of Greenwich at all times (RFC 8536)."""
    counts = b"".join(number.to_bytes(4, "big") for number in (0, 0, 0, 0, 1, 4))
    part = b"TZif2" + bytes(15) + counts + (hours * 3600).to_bytes(4, "big") + bytes(2) + b"LMT\0"
    return part + part + f"\n<+0{hours}>-{hours}\n".encode()


def test_another_release_of_the_time_zones_is_taken_note_of(site_from):
    site = site_from(
        HARBOUR.replace("title: Harbour Watch", "title: Harbour Watch\ntimezone: Sea/Porthaven", 1)
    )
    site.edit(STORY, "date: 2020-05-04\n", "date: 2020-05-04T20:00Z\n")
    zones = site.folder / "zones"
    (zones / "Sea").mkdir(parents=True)
    for release, hours, day in (("2026a", 2, "2020-05-04"), ("2026b", 6, "2020-05-05")):
        (zones / "tzdata.zi").write_text(f"# version {release}\n")
        (zones / "Sea" / "Porthaven").write_bytes(zone_file(hours))
        words = ("--content", "content", "--output", "output", "--as-of", "2020-05-11")
        done = subprocess.run(
            [sys.executable, str(ROOT / "build.py"), "build", *words],
            cwd=site.folder,
            env={**os.environ, "PYTHONTZPATH": str(zones)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert f",2020-05-04T20:00Z,{day}," in site.page("/crises/harbour/events.csv")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forks")
def test_of_a_worker_that_is_killed_no_part_of_a_result_is_taken_for_the_whole():
    size = 1_000_000  # more than a pipe holds: the worker waits in the middle of the next one
    made = spread(range(400), lambda _: str(os.getpid()).encode().rjust(size), 2)
    next(made)
    os.kill(int(next(made)), signal.SIGKILL)
    sizes = set()
    with pytest.raises(RuntimeError, match="a worker stopped"):
        for result in made:
            sizes.add(len(result))
    assert sizes <= {size}
