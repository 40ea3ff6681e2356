"""Generators are compared on the same stories."""

import re

import yaml

from benchmarks.corpus import write_corpus
from benchmarks.hugo_site import write_hugo


def stories(content):
    """Path → front matter and text of every story."""
    found = {}
    for path in sorted(content.glob("crises/*/story-*.md")):
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        found[path.relative_to(content).as_posix()] = yaml.safe_load(head), body
    return found


def test_hugo_is_given_the_stories_events_and_words_that_dateline_is_given(tmp_path):
    write_corpus(60, tmp_path / "ours")
    write_hugo(tmp_path / "ours/content", tmp_path / "hugo")
    ours, hugo = stories(tmp_path / "ours/content"), stories(tmp_path / "hugo/content")
    assert len(ours) == 60
    assert hugo.keys() == ours.keys()
    for name, (head, body) in ours.items():
        theirs, text = hugo[name]
        assert {**theirs, "kind": theirs["topic"]} == {**head, "topic": head["kind"]}
        assert 4 <= len(theirs["events"]) <= 8
        assert len(theirs["figures"]) == 3
        written = re.sub(r'\{\{< actor "(.+?)" >\}\}', r"[[actor:\1]]", text)
        assert re.sub(r'\{\{< cite "(.+?)" >\}\}', r"[@\1]", written) == body


def test_hugo_is_given_every_actor_crisis_and_source(tmp_path):
    write_corpus(60, tmp_path / "ours")
    ours, hugo = tmp_path / "ours/content", tmp_path / "hugo"
    write_hugo(ours, hugo)
    actors = {path.stem for path in ours.glob("actors/*.md")}
    assert {path.parent.name for path in hugo.glob("content/actors/*/_index.md")} == actors
    crises = {path.parent.name for path in ours.glob("crises/*/index.md")}
    assert {path.parent.name for path in hugo.glob("content/crises/*/_index.md")} == crises
    sources = {source["id"] for source in yaml.safe_load((ours / "sources.yaml").read_text())}
    assert set(yaml.safe_load((hugo / "data/sources.json").read_text())) == sources
