"""From a view to a page: what a template may not do, what a page may load, and what is kept between builds."""

import base64
import hashlib
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import html5lib
import pytest
from jinja2 import Environment
from msgspec.structs import replace

from dateline.assets import collect_assets
from dateline.findings.diagnostics import Diagnostic
from dateline.render.renderer import Renderer
from dateline.render.templates import TemplateSet, load_templates
from dateline.views import pages
from dateline.views.dates import DatePart, DateView
from tests.sites import ROOT
from tests.viewdata import build

FRAME = {
    "site_title": "Known So Far",
    "site_mark": "strokes",
    "language": "en",
    "direction": "ltr",
    "root": "../../",
    "home": "../../",
    "metadata": {"title": "The harbour", "description": "What is known."},
}
EMBED = {
    "site_title": "Known So Far",
    "language": "en",
    "direction": "ltr",
    "root": "../../../",
    "page": {"text": "The harbour", "href": "../../../"},
}
QUIET = {"frame": FRAME, "title": "The harbour"}
TEXT = {"text": ""}
PAGES: dict[str, tuple[type, dict[str, Any]]] = {
    "pages/home.html": (pages.HomePage, {"frame": FRAME, "heading": "Ongoing crises"}),
    "pages/crisis.html": (
        pages.CrisisPage,
        QUIET | {"events_text": "No events", "updates": TEXT, "feed": TEXT},
    ),
    "pages/story.html": (
        pages.StoryPage,
        QUIET
        | {
            "crisis": TEXT,
            "date": "unknown",
            "status": "reported",
            "published": "2020-05-04",
            "permalink": "./",
        },
    ),
    "pages/actor.html": (pages.ActorPage, {"frame": FRAME, "name": "Ana Ruiz", "feed": TEXT}),
    "pages/actors.html": (pages.ActorsPage, QUIET),
    "pages/timeline.html": (pages.TimelinePage, QUIET),
    "pages/updates.html": (pages.UpdatesPage, QUIET | {"feed": TEXT, "empty": "Nothing has changed."}),
    "pages/corrections.html": (
        pages.CorrectionsPage,
        QUIET | {"feed": TEXT, "empty": "No corrections have been made."},
    ),
    "pages/figure.html": (
        pages.FigurePage,
        QUIET
        | {"figure": {"label": "ships", "empty": "Nobody has given a number yet."}}
        | {name: {"text": "The harbour", "href": "../../"} for name in ("crisis", "place", "feed")},
    ),
    "pages/search.html": (pages.SearchPage, QUIET | {"index": "index.json", "root": "../"}),
    "pages/register.html": (pages.RegisterPage, QUIET),
    "pages/place.html": (pages.PlacePage, QUIET | {"events_text": "No events"}),
    "pages/places.html": (pages.PlacesPage, QUIET),
    "pages/embed-timeline.html": (pages.TimelineEmbed, {"frame": EMBED, "title": "The harbour"}),
    "pages/embed-event.html": (
        pages.EventEmbed,
        {
            "frame": EMBED,
            "event": {"title": "It closes", "date": "2020-05-04", "status": "reported", "href": "../"},
        },
    ),
    "pages/embed-figure.html": (
        pages.FigureEmbed,
        {"frame": EMBED, "figure": {"label": "ships", "title": "No ships", "permalink": "../"}},
    ),
    "pages/text.html": (pages.TextPage, QUIET),
    "pages/moved.html": (pages.MovedPage, QUIET | {"target": {"text": "The harbour", "href": "../harbour/"}}),
    "pages/not_found.html": (pages.NotFoundPage, QUIET),
}


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(load_templates(ROOT), collect_assets(ROOT).manifest)


def page(renderer: Renderer, template: str, **changes: Any) -> str:
    kind, data = PAGES[template]
    rendered = renderer.render(template, replace(build(kind, data), **changes))
    assert isinstance(rendered, bytes), rendered
    return rendered.decode()


def folder(root: Path, **files: str) -> TemplateSet:
    for name, text in {"partials/theme.js": "", **files}.items():
        path = root / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_templates(root)


def found(templates: TemplateSet, view: object, template: str = "page.html") -> Diagnostic:
    result = Renderer(templates, collect_assets(ROOT).manifest).render(template, view)
    assert isinstance(result, Diagnostic), result
    return result


# ---- every page, with nothing to show ----


@pytest.mark.parametrize("template", PAGES)
def test_a_page_with_nothing_to_show_is_whole(renderer: Renderer, template: str) -> None:
    html = page(renderer, template)
    html5lib.HTMLParser(strict=True).parse(html)
    assert html.count("<h1") == 1
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", html)]
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    anchors = re.findall(r' id="([^"]+)"', html)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r' href="#([^"]+)"', html)) <= set(anchors)
    for heading in re.findall(r' aria-labelledby="([^"]+)"', html):
        assert heading in anchors


def test_every_page_template_is_tried_here() -> None:
    listed = {f"pages/{path.name}" for path in (ROOT / "templates" / "pages").glob("*.html")}
    assert listed == set(PAGES)


def test_a_crisis_without_corrections_says_so(renderer: Renderer) -> None:
    assert "No corrections have been made to this record." in page(renderer, "pages/crisis.html")


def test_sections_without_content_are_not_there(renderer: Renderer) -> None:
    html = page(renderer, "pages/crisis.html")
    assert re.findall(r'<section class="section" id="([\w-]+)"', html) == ["timeline", "corrections"]


# ---- what a page may load ----


@pytest.mark.parametrize("template", PAGES)
def test_the_policy_allows_exactly_the_inline_pieces_of_the_page(renderer: Renderer, template: str) -> None:
    filters = build(
        pages.FilterView, {"css": '.page:has([value="a"]) .event:not([data-status="a"]){display:none}'}
    )
    has_filters = template in ("pages/crisis.html", "pages/timeline.html")
    html = page(renderer, template, **({"filters": filters} if has_filters else {}))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    inline = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", html, re.DOTALL)
    expected = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline}
    assert set(re.findall(r"sha256-([\w+/=]+)", policy[1])) == expected
    assert len(inline) == (0 if template.startswith("pages/embed") else 1 + has_filters)
    assert not re.search(r"\sstyle=|\son\w+=|javascript:", html)


def test_data_in_script_and_style_cannot_end_its_element(renderer: Renderer) -> None:
    view = build(*PAGES["pages/crisis.html"])
    metadata = replace(view.frame.metadata, json_ld='{"name":"</script><script>1<!--"}')
    filters = build(pages.FilterView, {"css": ".a::before{content:'</style><script>'}"})
    html = page(renderer, "pages/crisis.html", frame=replace(view.frame, metadata=metadata), filters=filters)
    html5lib.HTMLParser(strict=True).parse(html)
    assert html.count("</script>") == html.count("<script")
    assert html.count("</style>") == html.count("<style") == 1


def test_a_template_is_compiled_once_for_all_languages(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    compile_ = Environment._compile

    def noted(self: Environment, source: str, filename: str) -> Any:
        compiled.append(filename)
        return compile_(self, source, filename)

    monkeypatch.setattr(Environment, "_compile", noted)
    fresh = Renderer(renderer.templates, renderer._manifest)
    said = []
    for language in ("en", "es"):
        view = build(*PAGES["pages/home.html"])
        html = fresh.render("pages/home.html", replace(view, frame=replace(view.frame, language=language)))
        assert isinstance(html, bytes)
        said.append(html.decode())
    assert "earlier version stays readable" in said[0]
    assert "earlier version stays readable" not in said[1]
    assert len(compiled) > 5
    assert len(compiled) == len(set(compiled))


def test_a_language_without_words_of_its_own_is_set_in_english(renderer: Renderer) -> None:
    view = build(*PAGES["pages/actor.html"])
    html = page(renderer, "pages/actor.html", frame=replace(view.frame, language="ckb", direction="rtl"))
    assert '<html lang="ckb" dir="rtl"' in html
    assert "Skip to content" in html


# ---- what a template may say ----


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("{{ view.text }}", "a &lt;b&gt; &#34;c&#34; &#39;d&#39; &amp;"),
        ("{{ view.number }} {{ view.nothing }}", "7 None"),
        ("{{ view.absent | default('none') }}", "none"),
        ("{% if view.absent is defined %}there{% else %}absent{% endif %}", "absent"),
        ("{{ 'no' if view.nothing }}{{ 'yes' if view.number }}", "yes"),
        ("{{ _('Save') }} {{ _('%(a)s & 100%%', a=view.text) }}", "Save a &lt;b&gt;"),
        ("{% macro m(a, b=2) %}{{ a }}-{{ b }};{% endmacro %}{{ m(1) }}{{ m(b=3, a='<') }}", "1-2;&lt;-3;"),
        ("{% macro m() %}{{ caller() }}!{% endmacro %}{% call m() %}<i>{% endcall %}", "<i>!"),
        ("{% macro m() %}{{ varargs | length }}{{ kwargs['a'] }}{% endmacro %}{{ m(1, 2, a=3) }}", "23"),
        (
            "{% macro m(a) %}<b>{{ a }}</b>{% endmacro %}{{ m('&') ~ '<' }}{{ _('%(a)s & %(a)s', a=m('<')) }}",
            "<b>&amp;</b>&lt;<b>&lt;</b> & <b>&lt;</b>",
        ),
        (
            "{% macro m(a) %}<b>{{ a }}</b>{% endmacro %}{{ m(m('&')) }}{% set kept = m('<') %}{{ kept }}",
            "<b><b>&amp;</b></b><b>&lt;</b>",
        ),
        (
            "{% macro m(a) %}{{ a[0] }},{{ a[-1] }}{% endmacro %}{{ m(['<', '&']) }} {{ [m('>')][0] }}",
            "&lt;,&amp; &gt;,&gt;",
        ),
        ("{% set words %}<i>{% endset %}{{ words }}{{ view.text ~ words }}", "<i>a &lt;b&gt;"),
    ],
)
def test_a_template_prints_what_jinja_would(tmp_path: Path, source: str, printed: str) -> None:
    view = SimpleNamespace(text="a <b> \"c\" 'd' &", number=7, nothing=None)
    files = folder(tmp_path, **{"page.html": source})
    page = Renderer(files, collect_assets(ROOT).manifest).render("page.html", view)
    assert isinstance(page, bytes), page
    assert page.decode().startswith(printed)


def test_no_macro_prints_one_view_for_another(tmp_path: Path) -> None:
    """Even where the next view lies where the last one lay, and after more of them than are remembered."""
    source = "{% from 'components/time.html' import time %}{{ time(view.date) }} {{ time(view.date) }}"
    time = (ROOT / "templates/components/time.html").read_text(encoding="utf-8")
    files = folder(tmp_path, **{"page.html": source, "components/time.html": time})
    renderer = Renderer(files, collect_assets(ROOT).manifest)
    for year in range(5000):
        view = SimpleNamespace(date=DateView(text_parts=(DatePart(f"in {year}"),)))
        assert renderer.render("page.html", view) == f"in {year} in {year}".encode()


# ---- faults of templates ----


@pytest.mark.parametrize(
    ("source", "code", "line", "words"),
    [
        ("<p>\n{{ view.tilte }}</p>", "TPL002", 2, "tilte"),
        ("<p>\n{{ tilte }}</p>", "TPL002", 2, "tilte"),
        ("<p>\n\n{% if view %}", "TPL001", 3, "endif"),
        ("{% include 'partials/them.js' %}", "TPL004", 1, "partials/them.js"),
        ("\n{{ 1 // 0 }}", "TPL002", 2, "ZeroDivisionError"),
        ("\n{{ asset('', 'sit.css') }}", "TPL002", 2, "site.css"),
        ("\n{{ view() }}", "TPL002", 2, "not callable"),
        ("\n{% autoescape false %}{{ view }}{% endautoescape %}", "TPL001", 2, "switched off"),
        ("{% macro m(a) %}{{ a }}{% endmacro %}\n{{ m() }}", "TPL002", 1, "'a' was not provided"),
        ("{% macro m(a) %}{{ a }}{% endmacro %}\n{{ m(1, 2) }}", "TPL002", 2, "m() takes"),
        (
            "{% if not view %}{% macro m() %}{% endmacro %}{% endif %}\n{{ m() }}",
            "TPL002",
            2,
            "'m' is undefined",
        ),
        ("\n{{ m() }}{% macro m() %}{% endmacro %}", "TPL002", 2, "'m' is undefined"),
        (
            "{% macro m() %}{% endmacro %}\n{% set a = n() %}{% macro n() %}{% endmacro %}",
            "TPL002",
            2,
            "'n' is",
        ),
        ("{% set a = (1, 2) %}\n{{ a[2] }}", "TPL002", 2, "has no element 2"),
    ],
)
def test_a_fault_is_found_at_its_line(tmp_path: Path, source: str, code: str, line: int, words: str) -> None:
    fault = found(folder(tmp_path, **{"page.html": source}), object())
    assert (fault.code, fault.at.path, fault.at.line) == (code, "templates/page.html", line)
    assert words in f"{fault.message} {fault.hint}"


def test_what_is_called_as_a_macro_is_but_is_none_is_escaped(tmp_path: Path) -> None:
    """What a macro gives is not escaped again; a name may stand for something else in one place."""
    source = (
        "{% macro told(a) %}<b>{{ a }}</b>{% endmacro %}{{ told('&') }}"
        "{% for told in [view.title.lower] %}{{ told() }}{% endfor %}"
    )
    templates = folder(tmp_path, **{"page.html": source})
    made = Renderer(templates, collect_assets(ROOT).manifest).render(
        "page.html", SimpleNamespace(title="<I>")
    )
    assert made == b"<b>&amp;</b>&lt;i&gt;"


def test_a_fault_in_a_component_is_found_there(tmp_path: Path) -> None:
    files = {
        "page.html": '{% from "part.html" import part %}\n\n{{ part(view) }}',
        "part.html": "{% macro part(view) %}\n{{ view.missing }}\n{% endmacro %}",
    }
    assert str(found(folder(tmp_path, **files), object()).at) == "templates/part.html:2:1"


def test_a_missing_page_is_found_by_its_name(tmp_path: Path) -> None:
    fault = found(folder(tmp_path, **{"page.html": ""}), object(), "pgae.html")
    assert (fault.code, fault.hint) == ("TPL004", "did you mean “page.html”?")


@pytest.mark.parametrize(
    "statement",
    ['{% include view.kind ~ ".html" %}', '{% include ["a.html", "b.html"] %}', "{% import name as part %}"],
)
def test_a_name_worked_out_while_rendering_is_refused(tmp_path: Path, statement: str) -> None:
    problems = folder(tmp_path, **{"page.html": f"<p>\n{statement}"}).diagnostics
    assert [(problem.code, problem.at.line) for problem in problems] == [("TPL003", 2)]


def test_our_own_templates_have_no_fault() -> None:
    assert load_templates(ROOT).diagnostics == ()


# ---- which templates a page depends on ----


def test_what_a_page_can_reach_is_what_the_engine_reads() -> None:
    from jinja2 import Environment, meta

    engine = Environment(extensions=["jinja2.ext.i18n"])
    templates = load_templates(ROOT)
    for name, file in templates.files.items():
        direct = set(meta.find_referenced_templates(engine.parse(file.text)))
        reached = set(templates.reachable(name))
        assert direct <= reached, name
        assert reached - {name} == direct.union(*(templates.reachable(other) for other in direct)) - {name}, (
            name
        )


def test_what_stands_in_comments_and_raw_blocks_is_not_reached(tmp_path: Path) -> None:
    source = '{# {% include "a.html" %} #}{% raw %}{% include "b.html" %}{% endraw %}{% include "c.html" %}'
    templates = folder(tmp_path, **{"page.html": source, "c.html": ""})
    assert templates.reachable("page.html") == ("c.html", "page.html")


def test_a_change_reaches_the_pages_that_use_it_and_no_others(tmp_path: Path) -> None:
    files = {"a.html": '{% include "part.html" %}', "b.html": "b", "part.html": "1"}
    before = folder(tmp_path, **files)
    after = folder(tmp_path, **files | {"part.html": "2"})
    assert before.fingerprint("a.html") != after.fingerprint("a.html")
    assert before.fingerprint("b.html") == after.fingerprint("b.html")


def test_a_site_replaces_our_templates_file_by_file(tmp_path: Path) -> None:
    folder(tmp_path, **{"page.html": '{% include "part.html" %}', "part.html": "ours"})
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "part.html").write_text("theirs {{ view.missing }}", encoding="utf-8")
    templates = load_templates(tmp_path, overrides="own")
    assert str(found(templates, object()).at) == "own/part.html:1:1"


def test_loading_templates_imports_no_engine() -> None:
    code = (
        "import sys, pathlib; from dateline.render.templates import load_templates; import dateline.render.renderer;"
        "load_templates(pathlib.Path('.')).fingerprint('pages/crisis.html');"
        "sys.exit('jinja2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# ---- compiled templates ----


def test_compiled_templates_are_used_again_and_a_damaged_one_counts_as_missing(tmp_path: Path) -> None:
    templates, manifest = load_templates(ROOT), collect_assets(ROOT).manifest
    cache = tmp_path / "cache"
    view = build(*PAGES["pages/crisis.html"])

    def rendered() -> bytes | Diagnostic:
        return Renderer(templates, manifest, cache).render("pages/crisis.html", view)

    first = rendered()
    kept = {path: path.read_bytes() for path in cache.iterdir()}
    assert len(kept) > 10
    assert rendered() == first
    assert {path: path.read_bytes() for path in cache.iterdir()} == kept
    for number, (path, data) in enumerate(kept.items()):
        middle = len(data) // 2
        damaged = (
            b"",
            data[:middle],
            data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
            b"\x80\x04.",
        )
        path.write_bytes(damaged[number % len(damaged)])
    assert rendered() == first
    assert {path: path.read_bytes() for path in cache.iterdir()} == kept


def test_a_cache_that_cannot_be_written_costs_no_page(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    renderer = Renderer(load_templates(ROOT), collect_assets(ROOT).manifest, tmp_path / "cache")
    assert isinstance(renderer.render("pages/actors.html", build(*PAGES["pages/actors.html"])), bytes)
