"""What pages say of themselves in JSON-LD, held against the vocabulary of schema.org."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.forms import FORMS
from tests.sites import json_ld

PLAIN = {
    "str": str,
    "URL": str,
    "date": str,
    "datetime": str,
    "bool": bool,
    "int": int,
    "float": (int, float),
}


class Vocabulary:
    """The types and properties of schema.org, as a package has them that makes classes of its vocabulary."""

    def __init__(self) -> None:
        found = find_spec("msgspec_schemaorg")
        assert found is not None
        assert found.origin is not None
        self._files = {path.stem: path for path in Path(found.origin).parent.rglob("*/*.py")}

    @cache  # noqa: B019 (there is one, for all tests)
    def type(self, name: str) -> tuple[tuple[str, ...], dict[str, set[str]]] | None:
        """The types above it, and its own properties with the types of their values; None for no type."""
        if name not in self._files:
            return None
        (made,) = (
            one
            for one in ast.parse(self._files[name].read_text(encoding="utf-8")).body
            if isinstance(one, ast.ClassDef)
        )
        properties = {
            one.target.id: _names(one.annotation)
            for one in made.body
            if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        }
        return tuple(base.id for base in made.bases if isinstance(base, ast.Name)), properties

    def line(self, name: str) -> Iterator[str]:
        """A type and all above it."""
        if found := self.type(name):
            yield name
            for base in found[0]:
                yield from self.line(base)

    def properties(self, name: str) -> dict[str, set[str]]:
        """All properties that something of this type may have."""
        return {
            key: kinds
            for one in reversed(list(self.line(name)))
            for key, kinds in (self.type(one) or ((), {}))[1].items()
        }


def _names(annotation: ast.expr) -> set[str]:
    found = {one.id for one in ast.walk(annotation) if isinstance(one, ast.Name)}
    return found | {
        one.value
        for one in ast.walk(annotation)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary()


def wrong_with(vocabulary: Vocabulary, node: Any, where: str = "") -> Iterator[str]:
    """What of a document the vocabulary does not know, or has of another type.

    Beside the vocabulary schema.org lets an address stand for a thing that is described there, and adds “-input” to
    properties of what an action asks for.
    """
    if "@graph" in node:
        for number, one in enumerate(node["@graph"]):
            yield from wrong_with(vocabulary, one, f"{where}@graph[{number}]")
        return
    kind = node.get("@type", "")
    if vocabulary.type(kind) is None:
        yield f"{where}: there is no type {kind}"
        return
    properties = vocabulary.properties(kind)
    for key, values in node.items():
        if key.startswith("@") or (key.endswith("-input") and "Action" in vocabulary.line(kind)):
            continue
        place = f"{where}/{kind}.{key}"
        if key not in properties:
            yield f"{place}: there is no such property"
            continue
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):
                if not properties[key] & set(vocabulary.line(value.get("@type", ""))):
                    yield f"{place}: a {value.get('@type')} is none of {sorted(properties[key])}"
                yield from wrong_with(vocabulary, value, place)
            elif any(isinstance(value, PLAIN[name]) for name in properties[key] & PLAIN.keys()):
                continue
            elif not (isinstance(value, str) and value.startswith("https://")):
                yield f"{place}: {value!r} is none of {sorted(properties[key])}"


def test_every_page_of_the_site_keeps_to_the_vocabulary(built: Path, vocabulary: Vocabulary) -> None:
    wrong, types = [], Counter[str]()
    for path in sorted(built.rglob("*.html")):
        for document in json_ld(path.read_text(encoding="utf-8")):
            wrong += [f"{path.relative_to(built)}: {one}" for one in wrong_with(vocabulary, document)]
            types.update(node["@type"] for node in document.get("@graph", [document]))
    assert wrong == []
    for kind in ("NewsArticle", "BreadcrumbList", "CollectionPage", "ProfilePage", "Dataset", "AboutPage"):
        assert types[kind], kind


def test_a_page_with_everything_on_it_keeps_to_it_too(site_from, vocabulary: Vocabulary) -> None:
    site = site_from(FORMS)
    assert site.build(base_url="https://harbour.example/").published, site.messages()
    found = [
        one
        for path, data in site.published().items()
        if path.endswith(".html")
        for document in json_ld(data.decode())
        for one in wrong_with(vocabulary, document, path)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"@type": "NewsStory"}, "there is no type NewsStory"),
        ({"headlines": "x"}, "NewsArticle.headlines: there is no such property"),
        ({"headline": 5}, "NewsArticle.headline: 5 is none of"),
        ({"publisher": {"@type": "Place", "name": "x"}}, "NewsArticle.publisher: a Place is none of"),
        ({"about": {"@type": "Event", "begins": "2020"}}, "Event.begins: there is no such property"),
    ],
)
def test_the_vocabulary_notices_what_is_wrong(
    vocabulary: Vocabulary, change: dict[str, object], said: str
) -> None:
    right = {"@type": "NewsArticle", "headline": "x", "publisher": {"@type": "Organization", "name": "x"}}
    assert list(wrong_with(vocabulary, right)) == []
    (found,) = wrong_with(vocabulary, {**right, **change})
    assert said in found
