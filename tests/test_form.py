"""The fields of content files, as a schema and as a reference."""

import json
import re
import subprocess
import sys

import jsonschema
import pytest
import yaml

from tests.sites import ROOT, SmallSite

KINDS = {
    "story": sorted(
        path
        for path in ROOT.glob("content/crises/*/*.md")
        if "." not in path.stem and path.name != "index.md"
    ),
    "crisis": sorted(ROOT.glob("content/crises/*/index.md")),
    "actor": sorted(path for path in ROOT.glob("content/actors/*.md") if "." not in path.stem),
    "page": sorted(path for path in ROOT.glob("content/pages/*.md") if "." not in path.stem),
    "site": [ROOT / "content/site.yaml"],
    "sources": [ROOT / "content/sources.yaml"],
}
VSCODE = ROOT / ".vscode"


class Plain(yaml.SafeLoader):
    """YAML as editors hand it to a validator: dates stay texts."""


Plain.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in known if tag != "tag:yaml.org,2002:timestamp"]
    for sign, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def printed(*words: str) -> str:
    command = [sys.executable, str(ROOT / "build.py"), "schema", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def front_matter(path):
    text = path.read_text(encoding="utf-8")
    # Plain is a SafeLoader: it makes no objects.
    return yaml.load(text.split("---\n")[1] if path.suffix == ".md" else text, Loader=Plain)


def validator(kind: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(printed(kind))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("kind", KINDS)
def test_the_record_fits_its_schema(kind):
    checker = validator(kind)
    if kind != "page":
        assert KINDS[kind]
    for path in KINDS[kind]:
        problems = [
            f"{path.name}: {list(one.path)} {one.message}" for one in checker.iter_errors(front_matter(path))
        ]
        assert problems == []


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("story", {"date": "2026-01-08"}),
        ("story", {"title": "x", "date": "2026-01-08", "titel": "x"}),
        ("story", {"title": "x", "date": "2026-01-08", "status": "sure"}),
        ("story", {"title": "x", "date": "2026-01-08", "draft": "yes"}),
        ("story", {"title": "x", "date": "2026-01-08", "events": [{"id": "x"}]}),
        ("story", {"title": "x", "date": "2026-01-08", "figures": [{"figure": "x", "valu": 3}]}),
        ("crisis", {"title": "x", "figures": [{"id": "x", "label": "x", "review_after": "a month"}]}),
        ("actor", {"name": "x", "kind": "robot"}),
        ("sources", {"id": "x", "title": "x"}),
    ],
)
def test_a_mistake_does_not_fit(kind, wrong):
    assert list(validator(kind).iter_errors(wrong))


def test_the_reference_and_the_editors_schemas_are_up_to_date():
    assert (ROOT / "docs/format.md").read_text(encoding="utf-8") == printed("--reference")
    for kind in ("site", "sources"):
        assert (VSCODE / f"{kind}.schema.json").read_text(encoding="utf-8") == printed(kind)


def test_the_editors_task_finds_every_problem_at_its_place(site_from):
    task = json.loads((VSCODE / "tasks.json").read_text(encoding="utf-8"))["tasks"][0]
    pattern = re.compile(task["problemMatcher"]["pattern"]["regexp"])
    site: SmallSite = site_from()
    site.edit("content/site.yaml", "title: Harbour Watch", "titel: Harbour Watch")
    site.edit("content/crises/harbour/2020-05-04-closure.md", "status: confirmed", "status: sure")
    command = [sys.executable, str(ROOT / "build.py"), "check", "--quiet", "--content", "content"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=site.folder, timeout=120, check=False)
    found = [match.groups() for line in done.stdout.splitlines() if (match := pattern.match(line))]
    expected = [
        (one.at.path, str(one.at.line), str(one.at.column), one.severity.value, one.code, one.message)
        for one in site.check().diagnostics
    ]
    assert [(*one[:5], one[5]) for one in found] == expected
    assert len(expected) >= 2


def test_snippets_and_settings_are_well_formed():
    snippets = json.loads((VSCODE / "dateline.code-snippets").read_text(encoding="utf-8"))
    assert {"Story", "Event", "Claim"} <= snippets.keys()
    settings = json.loads((VSCODE / "settings.json").read_text(encoding="utf-8"))
    for schema, file in settings["yaml.schemas"].items():
        assert (ROOT / schema).is_file()
        assert (ROOT / file).is_file()


def expanded(body):
    """What a snippet writes when every placeholder keeps what it offers, and the first of a choice is taken."""
    text = "\n".join(body)
    for name, value in (("CURRENT_YEAR", "2020"), ("CURRENT_MONTH", "05"), ("CURRENT_DATE", "06")):
        text = text.replace(f"${name}", value)
    text = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)
    return re.sub(r"\$\{\d+\}|\$0", "", text)


def test_what_the_snippets_write_passes_once_names_are_filled_in(site_from):
    snippets = json.loads((VSCODE / "dateline.code-snippets").read_text(encoding="utf-8"))
    story, event, claim = (expanded(snippets[name]["body"]) for name in ("Story", "Event", "Claim"))
    for empty, filled in (
        ("figure: ", "figure: ships"),
        ("value: ", "value: 12"),
        ("by: ", "by: harbour-board"),
    ):
        claim = re.sub(rf"{empty}$", filled, claim, flags=re.MULTILINE)
    claim = re.sub("source: $", "source: notice", claim, flags=re.MULTILINE)
    claim = claim.replace("as_of: 2020-05-06", "as_of: 2020-05-04")
    story, event = (one.replace("sources: []", "sources: [notice]") for one in (story, event))
    story = story.replace("actors: []", "actors: [harbour-board]")
    head, _, rest = story.partition("sources:")
    site = site_from()
    path = "content/crises/harbour/from-snippets.md"
    site.write(path, f"{head}figures:\n{claim}events:\n{event}sources:{rest}")
    assert site.messages() == ""
    assert site.build().published
