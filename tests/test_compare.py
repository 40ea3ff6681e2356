"""Generators are compared on the same stories and the same pages, and nothing that was measured is lost."""

import os
import re
import shutil
import subprocess
import sys
import time
from datetime import date, timedelta

import pytest
import yaml

from benchmarks.compare import LONGER, table
from benchmarks.corpus import write_corpus
from benchmarks.eleventy_site import write_eleventy
from benchmarks.generators import LIKE_HUGO
from benchmarks.hugo_site import write_hugo
from benchmarks.markdown_site import write_markdown
from benchmarks.memory import Failed, run
from benchmarks.outputs import ONLY_OURS, PARTS, compared, page, pages_in
from benchmarks.pelican_site import write_pelican


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(60, folder, settings=LIKE_HUGO)
    return folder / "content"


def stories(content):
    """Path → front matter and text of every story."""
    found = {}
    for path in sorted(content.glob("crises/*/story-*.md")):
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        found[path.relative_to(content).as_posix()] = yaml.load(head, Loader=yaml.CSafeLoader), body
    return found


def test_hugo_is_given_the_stories_events_and_words_that_dateline_is_given(corpus, tmp_path):
    write_hugo(corpus, tmp_path / "hugo")
    ours, hugo = stories(corpus), stories(tmp_path / "hugo/content")
    assert len(ours) == 60
    assert hugo.keys() == ours.keys()
    for name, (head, body) in ours.items():
        theirs, text = hugo[name]
        assert {**theirs, "kind": theirs["topic"]} == {**head, "topic": head["kind"]}
        assert 4 <= len(theirs["events"]) <= 8
        assert len(theirs["figures"]) == 3
        written = re.sub(r'\{\{< actor "(.+?)" >\}\}', r"[[actor:\1]]", text)
        assert re.sub(r'\{\{< cite "(.+?)" >\}\}', r"[@\1]", written) == body


@pytest.mark.parametrize("write", [write_eleventy, write_pelican])
def test_other_generators_are_given_the_front_matter_and_the_words_of_every_story(corpus, tmp_path, write):
    def words(text):
        text = re.sub(r"\[\[actor:.+?\]\]|\[@.+?\]|\{%.+?%\}|<sup>.+?</sup>|\[Office .+?\]\(.+?\)", "", text)
        return re.findall(r"\w+", text)

    write(corpus, tmp_path / "peer")
    ours, theirs = stories(corpus), stories(tmp_path / "peer/content")
    assert theirs.keys() == ours.keys()
    for name, (head, body) in ours.items():
        assert theirs[name][0].items() >= head.items()
        assert words(theirs[name][1]) == words(body)


def test_generators_without_data_are_given_the_words_of_every_story_and_its_events_in_every_list(
    corpus, tmp_path
):
    write_markdown(corpus, tmp_path / "peer")
    content = tmp_path / "peer/content"
    ours, theirs = stories(corpus), stories(content)
    assert theirs.keys() == ours.keys()
    for name, (head, body) in ours.items():
        page = (content / name).read_text(encoding="utf-8")
        assert theirs[name][0] == head
        assert all(sentence in page for sentence in re.findall(r"The [a-z ]+\. See", body))
        lists = [(content / name).parent / "index.md", content / "timeline.md"]
        texts = [page, *(one.read_text(encoding="utf-8") for one in lists)]
        assert all(event["text"] in text for event in head["events"] for text in texts)
        of_actor = (content / f"actors/{head['actors'][0]}.md").read_text(encoding="utf-8")
        assert head["summary"] in of_actor


def test_hugo_is_given_every_actor_crisis_and_source(corpus, tmp_path):
    hugo = tmp_path / "hugo"
    write_hugo(corpus, hugo)
    actors = {path.stem for path in corpus.glob("actors/*.md")}
    assert {path.parent.name for path in hugo.glob("content/actors/*/_index.md")} == actors
    crises = {path.parent.name for path in corpus.glob("crises/*/index.md")}
    assert {path.parent.name for path in hugo.glob("content/crises/*/_index.md")} == crises
    sources = {source["id"] for source in yaml.safe_load((corpus / "sources.yaml").read_text())}
    assert set(yaml.safe_load((hugo / "data/sources.json").read_text())) == sources


def test_hugo_writes_the_pages_that_dateline_writes(corpus, tmp_path, site_from):
    site = site_from("")
    site.build(content=str(corpus))
    ours = {path for path in site.published() if path.endswith(".html")}
    assert {"crises/crisis-0/2020/03/index.html", "timeline/2020/03/index.html"} <= ours
    write_hugo(corpus, tmp_path / "hugo")
    assert {one for one in ours if not one.startswith(ONLY_OURS)} == hugo_pages(tmp_path / "hugo/content")


HUGO = os.environ.get("HUGO") or shutil.which("hugo")


@pytest.mark.skipif(HUGO is None, reason="Hugo is not on the PATH, nor does HUGO say where it is")
def test_hugo_tells_on_each_page_the_events_choices_and_sources_that_dateline_tells(tmp_path, site_from):
    site = site_from("")
    write_corpus(
        60, site.folder, settings=LIKE_HUGO
    )  # a long record, and one with few claims for each figure
    site.build()
    write_hugo(site.folder / "content", tmp_path / "hugo")
    subprocess.run([HUGO, "--quiet"], cwd=tmp_path / "hugo", check=True)
    sites = {"Ours": pages_in(site.folder / "output"), "Hugo": pages_in(tmp_path / "hugo/public")}
    told, alike = compared(sites, "Ours", "Hugo")
    assert alike, told
    assert all(count for part in PARTS if (count := sites["Ours"]["crises/crisis-0/index.html"][part][0]))


def test_hugo_divides_crowded_months_and_single_years_as_dateline_does(tmp_path, site_from):
    site = site_from("")
    write_days(site.folder, "busy", [date(2020, 3, 1) + timedelta(number % 31) for number in range(230)])
    write_days(site.folder, "slow", [date(2018, 1, 1) + timedelta(number) for number in range(0, 900, 4)])
    site.build()
    ours = {path for path in site.published() if path.endswith(".html")}
    assert "crises/busy/2020/03/01/index.html" in ours
    assert "crises/slow/2018/index.html" in ours
    assert "crises/slow/2018/02/index.html" not in ours
    write_hugo(site.folder / "content", tmp_path / "hugo")
    assert {one for one in ours if not one.startswith(ONLY_OURS)} == hugo_pages(tmp_path / "hugo/content")


def write_days(folder, crisis, days):
    """A crisis of one story with an event on each of these days, as ``write_corpus`` writes them."""
    content = folder / "content"
    (content / "crises" / crisis).mkdir(parents=True)
    (content / "actors").mkdir(exist_ok=True)
    (content / "site.yaml").write_text(f"title: Days\n{LIKE_HUGO}kinds:\n  - {{id: notice, label: Notice}}\n")
    (content / "sources.yaml").write_text("- {id: report, title: A report, published: 2021-01-01}\n")
    (content / "crises" / crisis / "index.md").write_text(f"---\ntitle: It is {crisis}\nsummary: So.\n---\n")
    lines = ["---", f"title: All of {crisis}", "date: 2020-12-31", "published: 2021-01-01", "summary: All."]
    lines += ["kind: notice", "sources: [report]", "events:"]
    for number, day in enumerate(days):
        lines += [f"  - id: {crisis}-{number}", f"    date: {day}", f"    title: The {crisis} {number}"]
        lines += ["    sources: [report]"]
    (content / "crises" / crisis / f"story-{crisis}.md").write_text("\n".join([*lines, "---", "Text.", ""]))


def hugo_pages(content):
    """The pages that Hugo makes of these files, of its home page, of what is not found and of the list of actors."""
    found = {"index.html", "404.html", "actors/index.html"}
    for path in content.rglob("*.md"):
        if "render: never" not in path.read_text(encoding="utf-8"):
            place = path.parent if path.name == "_index.md" else path.with_suffix("")
            found.add(f"{place.relative_to(content).as_posix()}/index.html")
    return found


@pytest.mark.parametrize(
    ("ours", "hugos", "said", "alike"),
    [
        ({"a", "actors/by-name/a/index.html"}, {"a"}, "1 addresses are pages of both", True),
        ({"a"}, {"a", "b"}, "only Hugo has 1: b", False),
        ({"a", "b"}, {"a"}, "only Ours has 1: b", False),
    ],
)
def test_pages_that_one_alone_has_are_said(ours, hugos, said, alike):
    sites = {
        name: dict.fromkeys(pages, page(TOLD.encode())) for name, pages in (("Ours", ours), ("Hugo", hugos))
    }
    told, same = compared(sites, "Ours", "Hugo")
    assert said in told
    assert same is alike


TOLD = """<noscript><style>.event{display:none}</style></noscript>
<option value="all">Everyone</option><option value="mayor">The mayor (2)</option>
<label><input type="checkbox" name="kind" value="repair">Repair <span class="tabular">2</span></label>
<li class="event" id="crane" data-status="confirmed" data-actors="mayor"><time datetime="2020-01-01">1 January</time> <h4><a href="#">The crane</a></h4></li>
<li class="event" id="storm" data-status="reported" data-actors="mayor"><time datetime="2020-01-02">2 January</time> <h4><a href="#">The storm</a></h4></li>
<li class="source" id="s1"><cite>A report</cite> <span class="source__back"><a href="#crane">The crane</a></span></li>
<script type="application/ld+json">{"name": "Harbour", "date": "2020-01-01"}</script>"""


@pytest.mark.parametrize(
    ("mine", "theirs", "differs"),
    [
        ('value="mayor">The mayor (2)', 'value="mayor">The mayor (1)', "choices of filters"),
        (
            'value="repair">Repair <span class="tabular">2',
            'value="repair">Repair <span class="tabular">3',
            "choices",
        ),
        ('id="storm" data-status="reported"', 'id="storm" data-status="confirmed"', "events in full"),
        ('datetime="2020-01-02"', 'datetime="2020-01-03"', "events in full"),
        ("The storm</a></h4>", "The wind</a></h4>", "events in full"),
        ('<li class="event" id="storm"', '<li class="brief" id="storm"', "events in full"),
        ("display:none", "display:block", "filters without script"),
        ('id="s1"', 'id="s2"', "numbered sources"),
        ('<a href="#crane">The crane</a>', "", "ways back from sources"),
        ('"name": "Harbour"', '"name": "Port"', "descriptions in JSON-LD"),
    ],
)
def test_pages_of_both_that_do_not_tell_the_same_are_said(mine, theirs, differs):
    assert mine in TOLD
    sites = {"Ours": {"a": page(TOLD.encode())}, "Hugo": {"a": page(TOLD.replace(mine, theirs).encode())}}
    told, same = compared(sites, "Ours", "Hugo")
    assert re.search(f"{differs}.* differ on 1: a", told)
    assert not same


def test_pages_that_tell_the_same_in_other_markup_are_said_to_be_alike():
    other = TOLD.replace("2 January</time> <h4>", "<b>2 January</b></time>, confirmed <h4>").replace(
        '{"name": "Harbour", "date": "2020-01-01"}', '{"date":"2020-01-01","name":"Harbour"}'
    )
    sites = {"Ours": {"a": page(TOLD.encode())}, "Hugo": {"a": page(other.encode())}}
    told, same = compared(sites, "Ours", "Hugo")
    assert "2 events in full, 3 choices of filters, 1 filters without script, 1 numbered sources" in told
    assert "differ" not in told
    assert same


def test_two_sites_in_which_nothing_of_a_part_was_found_are_not_said_to_be_alike():
    without = page(TOLD.replace('class="source"', 'class="reference"').encode())
    told, same = compared({"Ours": {"a": without}, "Hugo": {"a": without}}, "Ours", "Hugo")
    assert ", 0 numbered sources," in told
    assert not same


def test_a_long_list_of_actors_may_differ_where_ours_has_pages_by_letter():
    told = page(TOLD.encode())
    sites = {
        "Ours": {"a": told, "actors/index.html": page(b""), "actors/by-name/a/index.html": page(b"")},
        "Hugo": {"a": told, "actors/index.html": told},
    }
    assert compared(sites, "Ours", "Hugo")[1]
    del sites["Ours"]["actors/by-name/a/index.html"]
    assert not compared(sites, "Ours", "Hugo")[1]


def test_what_took_longer_than_it_was_waited_for_stands_in_the_table():
    taken = {
        "nothing changed, s": {"Ours": [0.5, 0.1, 0.3], "Theirs": [3.0]},
        "preview, ms": {"Ours": [30.0], "Theirs": [LONGER]},
        "memory, MB": {"Ours": [300.0], "Theirs": []},
    }
    assert table(1000, ["Ours", "Theirs"], ["Ours"], taken, patience=60).splitlines() == [
        "| 1,000 stories | Ours | Theirs | Ours ÷ Theirs |",
        "|---|---|---|---|",
        "| nothing changed, s | 0.3 (0.1–0.5) | 3 | 0.1 |",
        "| preview, ms | 30 | more than 60,000 | less than 0.0005 |",
        "| memory, MB | 300 | – | – |",
    ]


def test_a_command_that_fails_or_does_not_end_is_told_and_ended(tmp_path):
    with pytest.raises(Failed, match="ended with 3"):
        run((sys.executable, "-c", "raise SystemExit(3)"), tmp_path)
    with pytest.raises(Failed, match="did not end"):
        run((sys.executable, "-c", "import time; time.sleep(60)"), tmp_path, patience=0.3)


def test_the_end_of_a_command_is_waited_for_not_looked_for_now_and_then(tmp_path, monkeypatch):
    def looked(seconds):
        pytest.fail(f"looks again in {seconds} s: so much is added to what a build takes")

    monkeypatch.setattr(time, "sleep", looked)
    assert run(("sleep", "0.07"), tmp_path, watched=False).wall >= 0.07


def test_memory_that_processes_share_counts_once_and_what_each_has_of_its_own_counts_for_each(tmp_path):
    shared = "import os, time; held = bytes(60_000_000); os.fork(); time.sleep(1)"
    own = "import os, time; os.fork(); held = b'1' * 60_000_000; time.sleep(1)"
    assert 55 < run((sys.executable, "-c", shared.replace("bytes(", "b'1' * (")), tmp_path).peak < 100
    assert run((sys.executable, "-c", own), tmp_path).peak > 110
