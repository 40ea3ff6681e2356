"""Findings for code hosts, and the rulebook as people read it."""

import json
import re

import pytest

from dateline.cli import main
from dateline.findings.annotations import format_github, format_sarif
from dateline.findings.diagnostics import Diagnostic, Severity
from dateline.findings.positions import Position
from dateline.findings.reference import explain, no_rule, reference
from dateline.rulebook import RULES
from tests.sites import ROOT

AT = Position("content/crises/harbour/a, b: 5%.md", 3, 12, 2)
FOUND = (
    Diagnostic(AT, "DATE001", "there is no month 13, 100% sure\r", "write 01 to 12\nor a season"),
    Diagnostic(Position("content/site.yaml", 1, 1), "FILE107", "passed over: a,b"),
    Diagnostic(Position("content/site.yaml", 2, 5, 4), "STALE001", "old", level=Severity.ERROR),
)


def test_annotations_escape_what_would_end_a_property_or_the_command():
    first, second, third = format_github(FOUND).splitlines()
    properties, _, message = first.removeprefix("::error ").partition("::")
    assert properties.startswith(
        "file=content/crises/harbour/a%2C b%3A 5%25.md,line=3,col=12,endColumn=13,title=DATE001%3A "
    )
    assert message == "there is no month 13, 100%25 sure%0D%0Awrite 01 to 12%0Aor a season"
    assert second.startswith("::warning file=content/site.yaml,line=1,col=1,endColumn=1,")
    assert second.endswith("::passed over: a,b")
    assert third.startswith("::error "), "the level that the site chose"


def test_sarif_names_each_rule_once_and_places_every_result():
    log = json.loads(format_sarif((*FOUND, FOUND[0]), {}))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["DATE001", "FILE107", "STALE001"]
    assert rules[2]["defaultConfiguration"] == {"level": "note"}
    assert [result["level"] for result in run["results"]] == ["error", "warning", "error", "error"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/crises/harbour/a%2C%20b%3A%205%25.md"
    assert place["region"] == {"startLine": 3, "startColumn": 12, "endColumn": 14}
    assert run["columnKind"] == "unicodeCodePoints"
    assert json.loads(format_sarif((), {}))["runs"][0]["results"] == []


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_check_prints_the_form_that_is_asked_for(site_from, capsys, monkeypatch, form):
    site = site_from()
    site.edit("content/sources.yaml", "2020-05-04", "2020-02-30")
    monkeypatch.chdir(site.folder)
    assert main(["check", "--content", "content", "--quiet", "--format", form]) == 1
    printed = capsys.readouterr().out
    if form == "github":
        assert printed.startswith("::error file=content/sources.yaml,line=3,col=22,")
    else:
        assert json.loads(printed)["runs"][0]["results"][0]["ruleId"] == "DATE001"


def test_a_rule_is_explained_with_its_reason_and_both_examples(capsys):
    assert main(["check", "--explain", "stale001"]) == 0
    printed, rule = capsys.readouterr().out, RULES["STALE001"]
    assert printed == explain("STALE001")
    for text in (rule.title, rule.why, rule.wrong, rule.right, "(notice)"):
        assert text in printed


def test_a_mistyped_code_is_answered_with_the_nearest(capsys):
    assert main(["check", "--explain", "STALE01"]) == 2
    assert "there is no rule STALE01; did you mean STALE001?" in capsys.readouterr().err
    assert "docs/rules.md" in no_rule("whatever")


def test_the_reference_in_the_documentation_is_up_to_date(capsys):
    assert main(["rules"]) == 0
    assert capsys.readouterr().out == reference()
    kept = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert kept == reference(), "run: python3 build.py rules > docs/rules.md"
    assert re.findall(r"^## (\w+):", kept, re.MULTILINE) == list(RULES)
