"""The house keeps its order: stages import from their left, heavy packages load where they are used."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.sites import ROOT

PACKAGE = ROOT / "dateline"

# From left to right. A module may import from its own row and from rows above it, never from one below.
# A package stands where most of its modules stand; one that belongs elsewhere is named with its package.
STAGES = (
    ("rulebook", "read/filenames", "memory/digests"),
    ("findings",),
    (
        "read",
        "values",
        "addresses",
        "languages/tongues",
        "memory/memo",
        "memory/ondemand",
        "data/json_schema",
        "data/serving",
    ),
    ("findings/as_json", "findings/annotations", "findings/reference", "findings/formats"),
    ("dates", "languages"),
    ("memory", "options", "report", "workers"),
    ("yaml", "prose", "parse/frontmatter", "parse/salvage"),
    ("model",),
    ("parse",),
    ("resolve", "record", "search"),
    ("checks", "charts"),
    ("since",),
    ("views", "data"),
    ("render", "assets"),
    ("write",),
    ("memory/keys", "memory/units"),
    ("render/design",),
    ("examination", "making"),
    ("progress", "pipeline", "publishing", "memory/last_build"),
    ("since/consequences",),
    ("run", "serve", "verify", "desk", "deploy", "imports", "exports", "outside"),
    ("cli",),
)
BESIDE = ("environment", "provision")  # set-up: runs before any package is there
FIRST = ("environment",)  # stands on nothing, and is there in every run
HEAVY = (
    "jinja2",
    "markdown",
    "nh3",
    "babel",
    "watchfiles",
    "livereload",
    "tornado",
    "markupsafe",
    "obstore",
    "PIL",
)
MAY_IMPORT_AT_THE_TOP = {
    # The preview is nothing without them, and is itself imported by its command alone.
    "serve/watching.py": {"livereload"},
    "serve/server.py": {"livereload", "tornado"},
    "serve/command.py": {"tornado"},
    "prose/fill.py": {"markupsafe"},
    "views/composer.py": {"markupsafe"},
    "render/compiled.py": {"jinja2", "markupsafe"},  # itself imported by the first page that is rendered
    "prose/engine.py": {"nh3"},  # itself imported by the first text with signs in it
    "prose/converter.py": {"markdown"},  # itself imported by the first text that needs Markdown
}
MAKE_MARKUP = (
    "prose/fill.py",
    "render/compiled.py",  # what templates print is put together there
    "render/renderer.py",  # JSON-LD and rules inside script and style, where HTML reads no entities
)


def rank(dotted: str) -> int:
    """The row of “dateline.memory.keys.Keys”: that of “memory/keys” where it has one of its own, or of “memory”."""
    first, *rest = dotted.split(".")[1:]
    for name in (f"{first}/{rest[0]}", first) if rest else (first,):
        for number, stage in enumerate(STAGES):
            if name in stage:
                return number
    raise AssertionError(f"{dotted} has no place in STAGES: say where it stands")


def imports(path: Path, top_only: bool = False) -> set[str]:
    """Names of what is imported, each with its module, without what is for type checking alone."""
    found: set[str] = set()

    def visit(nodes: list[ast.stmt]) -> None:
        for node in nodes:
            if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
                continue
            if isinstance(node, ast.Import):
                found.update(name.name for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.update(f"{node.module}.{name.name}" for name in node.names)
            elif not (top_only and isinstance(node, ast.FunctionDef)):
                for field in ("body", "orelse", "finalbody"):
                    visit(getattr(node, field, []))
                for handler in getattr(node, "handlers", []):
                    visit(handler.body)

    visit(ast.parse(path.read_text(encoding="utf-8")).body)
    return found


def modules() -> list[tuple[str, Path]]:
    """(dotted name, path) of every module of the stages."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts[0] not in (*BESIDE, "__init__"):
            found.append((".".join(["dateline", *parts]).removesuffix(".__init__"), path))
    return found


def test_modules_import_only_from_stages_to_their_left():
    wrong = []
    for name, path in modules():
        for imported in imports(path):
            if not imported.startswith("dateline.") or imported.split(".")[1] in ("__version__", *FIRST):
                continue
            if rank(imported) > rank(name):
                wrong.append(f"{path.relative_to(ROOT)} imports {imported}")
    assert wrong == []


def test_every_name_in_the_order_is_there():
    names = [name for stage in STAGES for name in stage]
    assert [
        name for name in names if not list(PACKAGE.glob(f"{name}.py")) + list(PACKAGE.glob(f"{name}/"))
    ] == []
    assert len(names) == len(set(names))


def test_the_document_about_the_architecture_names_every_module_and_package_once():
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    table = "\n".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| `"))
    named = [one.removeprefix("dateline/") for one in re.findall(r"`([^`]+)`", table)]
    there = {f"{path.name}/" if path.is_dir() else path.name for path in PACKAGE.glob("[a-z]*")}
    assert sorted(named) == sorted({*there, "build.py"})


def test_heavy_packages_are_imported_where_they_are_used():
    wrong = []
    for _, path in modules():
        name = path.relative_to(PACKAGE).as_posix()
        for imported in imports(path, top_only=True):
            package = imported.partition(".")[0]
            if package in HEAVY and package not in MAY_IMPORT_AT_THE_TOP.get(name, set()):
                wrong.append(f"{name}: {imported}")
    assert wrong == []


def test_markup_is_made_in_one_module_and_nothing_runs_data_as_code():
    for _, path in modules():
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(PACKAGE).as_posix()
        assert "Markup(" not in text or name in MAKE_MARKUP, name
        assert not re.search(
            r"\b(pickle|eval|exec)\b\(?", re.sub(r'""".*?"""|#.*', "", text, flags=re.DOTALL)
        ), name


def test_what_makes_a_view_has_nothing_at_hand_that_earlier_runs_kept():
    """A view is a pure function of its inputs; what is kept is asked through ``record/records.py``, for the inputs."""
    wrong = [
        f"{path.relative_to(ROOT)} imports {imported}"
        for name, path in modules()
        for imported in imports(path)
        if name.split(".")[1] in ("record", "charts", "views", "data")
        and imported.startswith(("dateline.memory.kept.", "dateline.memory.database."))
    ]
    assert wrong == []


def test_templates_hold_no_inline_style_or_handler_and_trust_nothing():
    for path in sorted((ROOT / "templates").rglob("*.*ml")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|\|\s*safe\b", text), path.name


def test_importing_the_command_line_loads_no_template_engine():
    code = f"import sys; import dateline.cli; print(sorted(n for n in sys.modules if n.partition('.')[0] in {(*HEAVY, 'msgspec')}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
