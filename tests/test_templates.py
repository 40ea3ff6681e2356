"""Components alone: every example is rendered, parsed strictly and compared with what it was."""

import importlib
import re
from pathlib import Path
from typing import Any

import html5lib
import pytest
from msgspec import Struct

from dateline.assets import collect_assets
from dateline.render.renderer import Renderer
from dateline.render.templates import load_templates
from tests.sites import ROOT
from tests.viewdata import EXAMPLES, build, load

GOLDEN = ROOT / "tests" / "golden" / "components"


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(load_templates(ROOT), collect_assets(ROOT).manifest)


def hint(name: str) -> Any:
    many = re.fullmatch(r"tuple\[(.*), \.\.\.\]", name)
    if many is not None:
        return tuple[hint(many[1]), ...]
    module, _, kind = name.rpartition(".")
    return getattr(importlib.import_module(module), kind)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_examples_render_as_they_did(renderer: Renderer, path: Path, request: pytest.FixtureRequest) -> None:
    example = load(path)
    rendered = []
    for name, data in example["examples"].items():
        html = renderer.component(example["component"], example["macro"], build(hint(example["view"]), data))
        html5lib.HTMLParser(strict=True).parseFragment(html)
        assert "<script>" not in html
        rendered.append(f"<!-- {name} -->\n{html.strip()}\n")
    golden = GOLDEN / f"{path.stem}.html"
    if request.config.getoption("--update-golden"):
        golden.write_text("\n".join(rendered), encoding="utf-8")
    update = "if it is meant: python3 build.py test --update-golden tests/test_templates.py"
    assert golden.read_text(encoding="utf-8") == "\n".join(rendered), update


def test_every_component_of_a_view_is_a_macro_with_one_argument() -> None:
    for path in sorted((ROOT / "templates" / "components").glob("*.html")):
        macros = re.findall(r"\{% macro (\w+)\(([^)]*)\)", path.read_text(encoding="utf-8"))
        assert macros, path.name
        assert "," not in macros[0][1], path.name


def test_views_are_frozen() -> None:
    from dateline.views import components, frame_data, pages

    for module in (components, frame_data, pages):
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, Struct) and kind is not Struct:
                assert kind.__struct_config__.frozen, kind
