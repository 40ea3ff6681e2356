"""What becomes of style sheets, modules, fonts and pictures on their way into the site."""

import re
from pathlib import Path

import pytest

from dateline.assets import Assets, UnknownAsset, collect_assets
from dateline.assets.javascript import Module


def assets(root: Path, files: dict[str, str]) -> Assets:
    for name, text in files.items():
        path = root / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return collect_assets(root)


def published(found: Assets, name: str) -> str:
    return dict(found.files)[found.manifest.assets[name].path].decode()


def bundle(root: Path, sheet: str, **others: str) -> str:
    found = assets(root, {"css/a.css": sheet, "fonts/headline.woff2": "font", **others})
    assert found.diagnostics == ()
    return published(found, "site.css")


def said(found: Assets) -> list[tuple[str, str]]:
    return [(diagnostic.code, str(diagnostic.at)) for diagnostic in found.diagnostics]


def test_every_file_gets_a_digest_of_its_content_in_its_name(tmp_path: Path) -> None:
    found = assets(tmp_path, {"img/mark.svg": "<svg/>", "fonts/headline.woff2": "font"})
    assert re.fullmatch(r"assets/img/mark\.[0-9a-f]{10}\.svg", found.manifest.assets["img/mark.svg"].path)
    changed = assets(tmp_path, {"img/mark.svg": "<svg></svg>"})
    assert changed.manifest.path("img/mark.svg") != found.manifest.path("img/mark.svg")
    assert changed.manifest.path("fonts/headline.woff2") == found.manifest.path("fonts/headline.woff2")
    assert changed.manifest.fingerprint != found.manifest.fingerprint


def test_an_unknown_name_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    found = assets(tmp_path, {"js/filter.js": ""})
    with pytest.raises(UnknownAsset, match=r"no asset “js/fliter\.js”; did you mean “js/filter\.js”\?"):
        found.manifest.path("js/fliter.js")


def test_static_files_keep_their_names(tmp_path: Path) -> None:
    found = assets(tmp_path, {"static/favicon.ico": "icon", "static/.well-known/security.txt": "Contact:"})
    assert found.files == ((".well-known/security.txt", b"Contact:"), ("favicon.ico", b"icon"))
    assert not found.manifest.assets


def test_two_assets_for_one_path_are_reported(tmp_path: Path) -> None:
    path = assets(tmp_path, {"img/mark.svg": "<svg/>"}).manifest.assets["img/mark.svg"].path
    found = assets(tmp_path, {f"static/{path}": "other"})
    assert said(found) == [("ASSET006", f"assets/static/{path}:1:1")]


def test_no_assets_folder_is_reported(tmp_path: Path) -> None:
    assert said(collect_assets(tmp_path)) == [("FILE101", "assets:1:1")]


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    files = {"css/b.css": "b{}", "css/layers.css": "@layer x;", "js/a.js": 'import "./b.js"', "js/b.js": "1"}
    first = assets(tmp_path / "one", files)
    second = assets(tmp_path / "two", dict(reversed(files.items())))
    assert (first.files, first.manifest) == (second.files, second.manifest)


# Style sheets


def test_the_layer_line_comes_first_and_the_rest_by_path(tmp_path: Path) -> None:
    sheets = {
        "css/components/figure.css": ".figure{}",
        "css/base.css": "body{}\n",
        "css/layers.css": "@layer base;",
    }
    assert published(assets(tmp_path, sheets), "site.css") == "@layer base;\nbody{}\n.figure{}\n"


@pytest.mark.parametrize("written", ["{}", '"{}"', "'{}'", " {} ", ' "{}"\n'])
def test_a_reference_leads_to_the_published_name(tmp_path: Path, written: str) -> None:
    sheet = bundle(tmp_path, f"a {{ src: url({written.format('../fonts/headline.woff2')}) format('woff2') }}")
    assert re.fullmatch(r'a\{src:url\("fonts/headline\.[0-9a-f]{10}\.woff2"\) format\(\'woff2\'\)\}\n', sheet)


def test_a_fragment_stays_on_a_reference(tmp_path: Path) -> None:
    found = assets(tmp_path, {"css/a.css": "a{mask:url(../img/marks.svg#tick)}", "img/marks.svg": "<svg/>"})
    assert re.search(r'url\("img/marks\.[0-9a-f]{10}\.svg#tick"\)', published(found, "site.css"))


def test_a_changed_font_changes_the_name_of_the_bundle(tmp_path: Path) -> None:
    files = {"css/a.css": "a{src:url(../fonts/headline.woff2)}", "fonts/headline.woff2": "font"}
    first = assets(tmp_path, files).manifest.path("site.css")
    assert assets(tmp_path, {"fonts/headline.woff2": "another"}).manifest.path("site.css") != first


@pytest.mark.parametrize(
    "sheet",
    [
        "a{background:url(data:image/svg+xml,%3Csvg%3E)}",
        "a{background:url(\"data:image/svg+xml,<svg xmlns='x'/>\")}",
        "a{fill:url(#stripes)}",
        "a::after{content:'url(nothing.png)'}",
        'a::after{content:"/* no comment */ }"}',
        "a::after{content:'it\\'s {'}",
        "a{width:my-url(nothing.png)}",
        "/*! Licence: url(nothing.png) */a{}",
        "a[href*='//']{}",
    ],
)
def test_what_needs_no_rewriting_stays_as_it_is(tmp_path: Path, sheet: str) -> None:
    assert bundle(tmp_path, sheet) == sheet + "\n"


@pytest.mark.parametrize(
    ("sheet", "result"),
    [
        ("/* why */\na{}\n", "a{}\n"),
        ("a{\n  /* why\n     and how */\n  b:c\n}\n", "a{b:c}\n"),
        ("a{b:c} /* url(nothing.png) */\n", "a{b:c}\n"),
        (
            "a,\n.b > c :hover {\n  d: calc(1px + 2px) !important;\n  e: f, g;\n}\n",
            "a,.b > c :hover{d:calc(1px + 2px) !important;e:f,g}\n",
        ),
        (
            "@media (min-width: 4rem) and (hover) {\n  a {\n    b: c;\n  }\n}\n",
            "@media (min-width:4rem) and (hover){a{b:c}}\n",
        ),
        (
            'a::after {\n  content: \' (;  \' attr(href) "\\" }  ";\n}\n',
            'a::after{content:\' (;  \' attr(href) "\\" }  "}\n',
        ),
        ("/*! Of  whom:\n   of us. */\na { b: c }", "/*! Of  whom:\n   of us. */ a{b:c}\n"),
        (".a\\, .b\\:c d { e: f }", ".a\\, .b\\:c d{e:f}\n"),
        ("a{margin:1px/* */2px}\n", "a{margin:1px/**/2px}\n"),
        ("/**/a{}\n", "a{}\n"),
    ],
)
def test_comments_and_spaces_that_only_people_need_are_taken_out(
    tmp_path: Path, sheet: str, result: str
) -> None:
    assert bundle(tmp_path, sheet) == result


@pytest.mark.parametrize(
    ("sheet", "code", "place"),
    [
        ("a{}\nb{src:url(../fonts/headlin.woff2)}", "ASSET001", "2:11"),
        ('b{src:url("../img/mark.svg")}', "ASSET001", "1:12"),
        ("b{src:url()}", "ASSET001", "1:11"),
        ("b{src:url(https://fonts.example/a.woff2)}", "ASSET002", "1:11"),
        ("b{src:url(//fonts.example/a.woff2)}", "ASSET002", "1:11"),
        ("b{src:url(/fonts/headline.woff2)}", "ASSET002", "1:11"),
        ("b{src:url(../../content/pier.jpg)}", "ASSET002", "1:11"),
        ('@import "tokens.css";', "ASSET003", "1:1"),
        ('@charset "utf-8";', "ASSET003", "1:1"),
        ("a{b:c", "ASSET004", "1:2"),
        ("a{b:c}}", "ASSET004", "1:7"),
        ("a{}\n/* open", "ASSET004", "2:1"),
        ("a{content:'open}", "ASSET004", "1:11"),
    ],
)
def test_a_sheet_that_would_break_the_bundle_is_reported(
    tmp_path: Path, sheet: str, code: str, place: str
) -> None:
    found = assets(tmp_path, {"css/a.css": sheet, "fonts/headline.woff2": "font"})
    assert (code, f"assets/css/a.css:{place}") in said(found)


def test_the_nearest_file_is_named_for_a_missing_one(tmp_path: Path) -> None:
    files = {"css/a.css": "b{src:url(../fonts/headlin.woff2)}", "fonts/headline.woff2": "font"}
    assert assets(tmp_path, files).diagnostics[0].hint == "did you mean “fonts/headline.woff2”?"


# Modules


def test_imports_lead_to_the_published_names(tmp_path: Path) -> None:
    found = assets(
        tmp_path,
        {
            "js/filter.js": 'import { address } from "./parts/address.js";\nimport "../js/theme.js";\n',
            "js/parts/address.js": 'export * from "../theme.js";\n',
            "js/theme.js": "export const theme = 1;\n",
        },
    )
    assert found.diagnostics == ()
    theme = Path(found.manifest.assets["js/theme.js"].path).name
    address = Path(found.manifest.assets["js/parts/address.js"].path).name
    assert published(found, "js/filter.js") == (
        f'import {{ address }} from "./parts/{address}";\nimport "./{theme}";\n'
    )
    assert published(found, "js/parts/address.js") == f'export * from "../{theme}";\n'


def test_a_change_reaches_the_names_of_all_modules_above(tmp_path: Path) -> None:
    files = {"js/a.js": 'import "./b.js"', "js/b.js": 'import "./c.js"', "js/c.js": "1", "js/d.js": "2"}
    before = assets(tmp_path, files).manifest
    after = assets(tmp_path, {"js/c.js": "3"}).manifest
    assert [name for name in files if before.path(name) != after.path(name)] == [
        "js/a.js",
        "js/b.js",
        "js/c.js",
    ]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('import "./a.js"', ["./a.js"]),
        ("import a from './a.js'", ["./a.js"]),
        ("import a, { b as c } from './a.js';", ["./a.js"]),
        ("import * as a from\n  './a.js'", ["./a.js"]),
        ("import{a}from'./a.js'", ["./a.js"]),
        ("export { a, b } from './a.js'", ["./a.js"]),
        ("export * as a from './a.js'", ["./a.js"]),
        ("const a = await import('./a.js')", ["./a.js"]),
        ("import {from} from './a.js'; import './b.js'", ["./a.js", "./b.js"]),
        ("export { a }; const b = './a.js'", []),
        ("export const a = './a.js'", []),
        ("export default './a.js'", []),
        ("import(name)", []),
        ("import.meta.url + './a.js'", []),
        ("// import './a.js'", []),
        ("/* import './a.js' */", []),
        ("const a = \"import './a.js'\"", []),
        ("const a = `import './a.js'`", []),
        ("const a = `${import('./a.js')} import './b.js'`; import './c.js'", ["./a.js", "./c.js"]),
        ("const a = `${ {b: `${1}`} }`; import './c.js'", ["./c.js"]),
        ("const a = /import '.\\/[/]a.js'/; import './b.js'", ["./b.js"]),
        ("const a = b / 2 / c; import './b.js'", ["./b.js"]),
        ("a.import('./a.js')", []),
        ("const a = { import: './a.js' }", []),
        ("const a = `unclosed ${ import('./a.js')", ["./a.js"]),
    ],
)
def test_imports_are_told_from_what_only_looks_like_them(code: str, expected: list[str]) -> None:
    assert [found.reference for found in Module(code).imports] == expected
    assert all(code.startswith(found.reference, found.offset) for found in Module(code).imports)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('\nimport "./nothing.js"', ("ASSET001", "2:9")),
        ('import "https://code.example/a.js"', ("ASSET002", "1:9")),
        ('import "library"', ("ASSET002", "1:9")),
        ('import "/assets/js/b.js"', ("ASSET002", "1:9")),
        ('import "./a.js"', ("ASSET005", "1:9")),
    ],
)
def test_an_import_that_cannot_work_is_reported(tmp_path: Path, code: str, expected: tuple[str, str]) -> None:
    found = assets(tmp_path, {"js/a.js": code, "js/b.js": ""})
    assert said(found) == [(expected[0], f"assets/js/a.js:{expected[1]}")]


def test_modules_that_import_each_other_in_a_circle_are_reported_with_the_circle(tmp_path: Path) -> None:
    found = assets(
        tmp_path, {"js/a.js": 'import "./b.js"', "js/b.js": 'import "./c.js"', "js/c.js": 'import "./b.js"'}
    )
    (diagnostic,) = found.diagnostics
    assert diagnostic.code == "ASSET005"
    assert "js/b.js → js/c.js → js/b.js" in diagnostic.message


def test_a_text_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    (tmp_path / "assets/css").mkdir(parents=True)
    (tmp_path / "assets/css/a.css").write_bytes(b"/* caf\xe9 */")
    assert said(collect_assets(tmp_path)) == [("FILE001", "assets/css/a.css:1:7")]


def test_a_module_that_imports_what_it_is_told_stands_alone(tmp_path: Path) -> None:
    told = (
        "function begin(from) {\n  return import(new URL(from, document.baseURI));\n}\nimport(begin.address);"
    )
    named = {"js/a.js": told, "js/b.js": 'import("./c.js");', "js/c.js": "export const c = 1;"}
    assert published(assets(tmp_path, named), "site.js") == f"{{\n{told}\n}}\n"


def test_modules_that_stand_alone_are_joined_each_in_a_block(tmp_path: Path) -> None:
    files = {
        "js/b.js": "const name = 2;\n",
        "js/a.js": "const name = 1;\n",
        "js/shared.js": "export const x = 1;\n",
        "js/user.js": 'import { x } from "./shared.js";\n',
        "css/layers.css": "@layer base;\n",
    }
    assert published(assets(tmp_path, files), "site.js") == "{\nconst name = 1;\n}\n{\nconst name = 2;\n}\n"


def test_a_sheet_of_its_own_holds_those_it_imports_and_stays_out_of_the_bundle(tmp_path: Path) -> None:
    files = {
        "css/a.css": "a{src:url(../fonts/headline.woff2)}",
        "css/b.css": "b{}",
        "embed/embed.css": '@import "../css/a.css";\n.embed{mask:url(../img/mark.svg)}',
        "fonts/headline.woff2": "font",
        "img/mark.svg": "<svg/>",
    }
    found = assets(tmp_path, files)
    assert found.diagnostics == ()
    assert re.fullmatch(
        r'a\{src:url\("\.\./fonts/headline\.[0-9a-f]{10}\.woff2"\)\}'
        r'\.embed\{mask:url\("\.\./img/mark\.[0-9a-f]{10}\.svg"\)\}\n',
        published(found, "embed/embed.css"),
    )
    assert ".embed" not in published(found, "site.css")


def test_an_import_of_a_sheet_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    found = assets(tmp_path, {"css/tokens.css": "a{}", "embed/embed.css": '@import "../css/token.css";'})
    assert said(found) == [("ASSET001", "assets/embed/embed.css:1:1")]
    assert found.diagnostics[0].hint == "did you mean “css/tokens.css”?"
