"""The house keeps its order: stages import from their left, heavy packages load where they are used."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.sites import ROOT

PACKAGE = ROOT / "dateline"

# From left to right. A module may import from its own row and from rows above it, never from one below.
STAGES = (
    ("positions", "rulebook", "filenames", "digests"),
    ("excerpts", "diagnostics"),
    (
        "text",
        "names",
        "links",
        "slugs",
        "salvage",
        "zones",
        "urls",
        "memo",
        "addresses",
        "dimensions",
        "annotations",
        "findings",
        "serving",
        "ondemand",
        "tongues",
    ),
    ("reference",),
    ("dates", "quantities", "quantity_refusals", "language", "languages"),
    ("read", "options", "report", "program", "workers", "store"),
    ("kept",),
    ("yaml", "frontmatter", "prose"),
    ("model",),
    ("fields",),
    ("schema",),
    ("translations",),
    ("parse", "form"),
    ("parsed", "contents"),
    ("resolve", "publishable", "record", "search"),
    ("localised", "checks", "charts"),
    ("since", "revision"),
    ("views", "data"),
    ("templates", "compiled", "render", "assets", "pictures"),
    ("write",),
    ("keys", "units"),
    ("design",),
    ("examination",),
    ("progress", "pipeline", "unchanged"),
    ("consequences",),
    ("run", "serve", "verify", "desk", "deploy", "imports", "exports"),
    ("cli",),
)
BESIDE = ("environment", "provision")  # set-up: runs before any package is there
HEAVY = (
    "jinja2",
    "markdown",
    "nh3",
    "msgspec",
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
    "compiled.py": {"jinja2", "markupsafe"},  # itself imported by the first page that is rendered
    "prose/engine.py": {"markdown", "nh3"},  # itself imported by the first text that needs Markdown
}
MAKE_MARKUP = (
    "prose/fill.py",
    "compiled.py",  # what templates print is put together there
    "render.py",  # JSON-LD and rules inside script and style, where HTML reads no entities
)


def rank(module: str) -> int:
    for number, stage in enumerate(STAGES):
        if module in stage:
            return number
    raise AssertionError(f"{module} has no place in STAGES: say where it stands")


def imports(path: Path, top_only: bool = False) -> set[str]:
    """Names of imported modules, without those for type checking alone."""
    found: set[str] = set()

    def visit(nodes: list[ast.stmt]) -> None:
        for node in nodes:
            if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
                continue
            if isinstance(node, ast.Import):
                found.update(name.name for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
            elif not (top_only and isinstance(node, ast.FunctionDef)):
                for field in ("body", "orelse", "finalbody"):
                    visit(getattr(node, field, []))
                for handler in getattr(node, "handlers", []):
                    visit(handler.body)

    visit(ast.parse(path.read_text(encoding="utf-8")).body)
    return found


def modules() -> list[tuple[str, Path]]:
    """(first name below the package, path) of every module of the stages."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if name not in (*BESIDE, "__init__"):
            found.append((name, path))
    return found


def test_modules_import_only_from_stages_to_their_left():
    wrong = []
    for name, path in modules():
        for imported in imports(path):
            parts = imported.split(".")
            if parts[0] == "dateline" and len(parts) > 1 and rank(parts[1]) > rank(name):
                wrong.append(f"{path.relative_to(ROOT)} imports {imported}")
    assert wrong == []


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


def test_templates_hold_no_inline_style_or_handler_and_trust_nothing():
    for path in sorted((ROOT / "templates").rglob("*.*ml")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|\|\s*safe\b", text), path.name


def test_importing_the_command_line_loads_no_template_engine():
    code = f"import sys; import dateline.cli; print(sorted(n for n in sys.modules if n.partition('.')[0] in {HEAVY}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
