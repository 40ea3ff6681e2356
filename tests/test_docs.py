"""The examples in the documentation work as they stand."""

import re

import pytest

from tests.sites import ROOT

FENCES = re.compile(r"```markdown\n(---\n.*?)```", re.DOTALL)


@pytest.mark.parametrize("document", ["docs/writing.md", "README.md"])
def test_the_stories_in_a_document_build(site_from, document):
    site = site_from()
    examples = FENCES.findall((ROOT / document).read_text(encoding="utf-8"))
    assert examples
    site.delete("content/crises/harbour/2020-05-04-closure.md")
    for number, text in enumerate(examples):
        for name, ours in (("foro-penal", "harbour-board"), ("briefing-venezuela", "notice")):
            text = text.replace(name, ours)
        site.write(f"content/crises/harbour/example-{number}.md", text)
    assert site.messages() == ""
    assert site.build().published


def test_every_command_in_the_readme_exists():
    from dateline.cli import COMMANDS

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"build.py {command.name}`" in text or f"build.py [{command.name}]`" in text, command.name
