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


def test_every_decision_has_a_number_of_its_own_and_its_title_begins_with_it():
    numbers = []
    for path in sorted((ROOT / "docs/decisions").glob("*.md")):
        number = int(path.name.partition("-")[0])
        assert path.read_text(encoding="utf-8").startswith(f"# {number}. "), path.name
        numbers.append(number)
    assert numbers == list(range(1, len(numbers) + 1))


def test_documents_name_modules_that_are_there():
    known = {
        path.relative_to(ROOT).as_posix()
        for top in ("dateline", "tests", "benchmarks")
        for path in (ROOT / top).rglob("*.py")
    }
    known |= {"build.py"}
    documents = (*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md")
    named = [
        (one.name, name)
        for one in documents
        for name in re.findall(r"`([\w/]+\.py)`", one.read_text(encoding="utf-8"))
    ]
    assert len(named) > 50
    assert [
        (one, name) for one, name in named if not any(f"/{path}".endswith(f"/{name}") for path in known)
    ] == []
