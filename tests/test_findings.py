"""Findings as other programs read them: JSON by its schema, with the fixes that an editor can apply."""

import json

import jsonschema
import pytest

from dateline.cli import main
from dateline.findings.annotations import format_sarif
from dateline.findings.as_json import VERSION, findings_schema, format_json
from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Position
from tests.sites import ROOT

STORY = "content/crises/harbour/2020-05-06-strike.md"
SLIPS = (
    "---\r\ntitle: Pilots strike: day 3\r\nDate: 6 May 2020\r\nplace: “🚢 Quay”\r\nevents:\r\n\t- id: a\r\n"
    "\t  date: 2020-02-30\r\n\t  title: Talks #1\r\nsources: [notice]\r\n---\r\nIt is. [@notice]\r\n"
)


def checked(site, capsys, monkeypatch, form):
    monkeypatch.chdir(site.folder)
    main(["check", "--content", "content", "--quiet", "--format", form, "--as-of", "2020-05-11"])
    return json.loads(capsys.readouterr().out)


def applied(text, edits):
    """The text after edits by lines and columns, from the last to the first."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    text = "\n".join(lines)
    for line, column, end_line, end_column, new in sorted(edits, reverse=True):
        text = text[: starts[line - 1] + column - 1] + new + text[starts[end_line - 1] + end_column - 1 :]
    return text


def test_json_fits_its_schema_and_the_published_schema_is_that(site_from, capsys, monkeypatch):
    site = site_from()
    site.write(STORY, SLIPS)
    site.edit("content/sources.yaml", "title: Notice", "title: Notice of Friday, 4 May 2020,")
    printed = checked(site, capsys, monkeypatch, "json")
    jsonschema.Draft202012Validator.check_schema(findings_schema())
    jsonschema.validate(printed, findings_schema())
    assert printed["version"] == VERSION
    found = site.check().diagnostics
    assert [(one["path"], one["line"], one["column"], one["code"]) for one in printed["findings"]] == [
        (one.at.path, one.at.line, one.at.column, one.code) for one in found
    ]
    assert {one["severity"] for one in printed["findings"]} == {"error", "warning"}
    published = json.loads((ROOT / "docs/findings.schema.json").read_text(encoding="utf-8"))
    assert published == findings_schema(), "python3 build.py schema findings > docs/findings.schema.json"


def test_a_document_of_another_form_does_not_fit():
    one = Diagnostic(Position("a.md", 3, 5, 4), "YAML008", "“#1” is lost", "put it in quotes")
    good = json.loads(format_json([one], {}))
    jsonschema.validate(good, findings_schema())
    for change in ({"line": 0}, {"code": "yaml8"}, {"severity": "fatal"}, {"fix": "quotes"}, {"more": 1}):
        bad = {**good, "findings": [{**good["findings"][0], **change}]}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, findings_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([], findings_schema())


def test_no_findings_are_a_document_too():
    assert json.loads(format_json([], {})) == {"version": VERSION, "findings": []}


def test_the_fixes_in_json_and_sarif_are_those_that_fix_applies(site_from, capsys, monkeypatch):
    site = site_from()
    site.write(
        STORY,
        "\ufeff"
        + SLIPS.replace("title: Pilots strike: day 3", "title: Pilots strike")
        .replace("\t", "  ")
        .replace("Date", "date"),
    )
    text = (site.folder / STORY).read_bytes().decode()
    listed = [one["fix"] for one in checked(site, capsys, monkeypatch, "json")["findings"] if one["fix"]]
    edits = [(one["line"], one["column"], one["end_line"], one["end_column"], one["text"]) for one in listed]
    results = checked(site, capsys, monkeypatch, "sarif")["runs"][0]["results"]
    of_sarif = []
    for result in results:
        for fix in result.get("fixes", []):
            assert fix["description"]["text"]
            for change in fix["artifactChanges"]:
                assert change["artifactLocation"]["uri"] == STORY
                for one in change["replacements"]:
                    region = one["deletedRegion"]
                    place = (region[key] for key in ("startLine", "startColumn", "endLine", "endColumn"))
                    of_sarif.append((*place, one["insertedContent"]["text"]))
    assert of_sarif == edits
    assert len(edits) >= 2
    main(["fix", "--content", "content", "--quiet", "--as-of", "2020-05-11"])
    capsys.readouterr()
    mended = (site.folder / STORY).read_bytes().decode()
    assert "6 May" not in mended
    assert applied(text, edits) == mended.removeprefix("\ufeff").replace("\r\n", "\n")


def test_a_finding_that_nobody_can_mend_has_no_fix_in_sarif():
    found = Diagnostic(Position("a b.md", 3, 5, 4), "YAML008", "“#1” is lost", "put it in quotes")
    (result,) = json.loads(format_sarif([found], {}))["runs"][0]["results"]
    assert "fixes" not in result
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.md"


def test_the_example_in_the_documentation_is_what_check_prints(site_from, capsys, monkeypatch):
    text = (ROOT / "docs/findings.md").read_text(encoding="utf-8")
    example = json.loads(text.split("```json\n")[1].split("```")[0])
    site = site_from()
    site.write(STORY, "---\ntitle: Pilots strike\ndate: 6 May 2020\nsources: [notice]\n---\nText.\n")
    assert checked(site, capsys, monkeypatch, "json") == example
