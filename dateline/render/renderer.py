"""A view and a template become the bytes of a page.

The Jinja environment is built in one function, per language, on first use; importing this module imports no engine.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from dateline.findings.diagnostics import Diagnostic
from dateline.findings.positions import Position
from dateline.languages import CODES, language_of
from dateline.languages.language import ENGLISH, Language
from dateline.languages.tongues import spoken, spoken_xml
from dateline.render.templates import TemplateSet
from dateline.values.names import nearest

if TYPE_CHECKING:
    from jinja2 import Environment

    from dateline.render.compiled import Compiled

THEME_SCRIPT = "partials/theme.js"
"""The one inline script: it applies the reader's theme before the first paint."""


class Manifest(Protocol):
    """The published assets by name, as ``dateline.assets.AssetManifest``."""

    def path(self, name: str) -> str: ...


class Renderer:
    """Renders views with a set of templates; keeps the compiled templates for its lifetime."""

    def __init__(
        self,
        templates: TemplateSet,
        manifest: Manifest,
        cache: Path | None = None,
    ) -> None:
        """``cache``: a folder for compiled templates, made when needed; None keeps them in memory only."""
        self.templates = templates
        self._manifest = manifest
        self._cache = cache
        self._environments: dict[Language, Environment] = {}

    def render(self, template: str, view: object) -> bytes | Diagnostic:
        """The page, in UTF-8; or why the template cannot make it: a fault of the template at its file and line.

        The page's language is that of ``view.frame.language``, with the digits that ``view.frame.numerals`` says; one
        without words of its own is set in English.
        """
        frame = getattr(view, "frame", None)
        code, numerals = (frame.language, frame.numerals) if frame else (getattr(view, "language", ""), "")
        language = language_of(code, numerals) if code in CODES else ENGLISH
        says = spoken if template.endswith(".html") else spoken_xml
        try:
            page = self._environment(language).get_template(template).render(view=view)
            return says(page, language.direction).encode()
        # Whatever an expression in a template can raise. Memory, the keyboard and the disk are not among it.
        except (
            ArithmeticError,
            AssertionError,
            AttributeError,
            LookupError,
            RuntimeError,
            TypeError,
            ValueError,
        ) as error:
            return self._fault(template, error)
        except Exception as error:
            if not _is_template_error(error):
                raise
            return self._fault(template, error)

    def load(self) -> None:
        """Have the code of all templates at hand; one that is wrong says so when a page is made with it."""
        for name in self.templates.files:
            try:
                self._environment(ENGLISH).get_template(name)
            except Exception as error:
                if not _is_template_error(error):
                    raise

    def component(self, name: str, macro: str, view: object, language: Language = ENGLISH) -> str:
        """One component alone, for examples and tests. Raises what Jinja raises."""
        module = self._environment(language).get_template(name).module
        return str(getattr(module, macro)(view))

    def reachable(self, template: str) -> tuple[str, ...]:
        """Every template that this one can bring in, and itself."""
        return self.templates.reachable(template)

    def fingerprint(self, template: str) -> str:
        """A digest over all that ``reachable`` names; the manifest and the engine come on top in a page's key."""
        return self.templates.fingerprint(template)

    @cached_property
    def _compiled(self) -> Compiled:
        """The templates as code: one for all languages."""
        from dateline.render.compiled import Compiled

        return Compiled(self._cache)

    def _environment(self, language: Language) -> Environment:
        if language not in self._environments:
            self._environments[language] = environment(
                self.templates, self._manifest, language, self._compiled
            )
        return self._environments[language]

    def _fault(self, template: str, error: Exception) -> Diagnostic:
        """The finding for what went wrong, at the innermost line of a template that was being rendered."""
        from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
        from jinja2.utils import object_type_repr

        if isinstance(error, AttributeError) and error.name:
            fault = UndefinedError(f"{object_type_repr(error.obj)!r} has no attribute {error.name!r}")
            error = fault.with_traceback(error.__traceback__)
        name, line = self._line(template, error)
        file = self.templates.files.get(name)
        if isinstance(error, TemplateNotFound):
            missing = error.name or ""
            near = nearest(str(missing), self.templates.files)
            hint = f"did you mean “{near}”?" if near else "add the file, or correct the name"
            return Diagnostic(self._place(name, line), "TPL004", f"there is no template “{missing}”", hint)
        if isinstance(error, TemplateSyntaxError):
            name = error.name or name
            message = (error.message or "the template is not well-formed").rstrip(".")
            return Diagnostic(self._place(name, error.lineno), "TPL001", message)
        if isinstance(error, UndefinedError):
            message = (error.message or "an undefined name is used").rstrip(".")
            return Diagnostic(
                self._place(name, line), "TPL002", message, _hint(file.line(line) if file else None)
            )
        message = f"the template fails: {type(error).__name__}: {error}".partition("\n")[0]
        return Diagnostic(self._place(name, line), "TPL002", message)

    def _line(self, template: str, error: Exception) -> tuple[str, int]:
        """The template and line where ``error`` arose; Jinja gives its compiled code the names of our files."""
        names = {file.path: name for name, file in self.templates.files.items()}
        found = template, 1
        frame: TracebackType | None = error.__traceback__
        while frame is not None:
            path = frame.tb_frame.f_code.co_filename
            if path in names:
                found = names[path], frame.tb_lineno
            frame = frame.tb_next
        return found

    def _place(self, name: str, line: int) -> Position:
        file = self.templates.files.get(name)
        if file is None:
            return Position(f"templates/{name}", 1, 1)
        text = file.line(line)
        start = len(text) - len(text.lstrip())
        return Position(file.path, line, start + 1, max(1, len(text.strip())))


def environment(
    templates: TemplateSet, manifest: Manifest, language: Language, compiled: Compiled | None = None
) -> Environment:
    """The engine as all our templates expect it.

    Globals: ``asset(root, name)``, ``policy(css, theme)``, ``digits`` (those of the language where they are not 0–9)
    and the two of gettext. Filters: ``in_script``, ``in_style``, ``number`` (a count in the digits of the language).
    """
    from jinja2 import FunctionLoader, StrictUndefined
    from markupsafe import Markup

    from dateline.render.compiled import Engine

    def source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        file = templates.files.get(name)
        return (file.text, file.path, lambda: True) if file else None

    engine = Engine(
        language.catalogue,
        loader=FunctionLoader(source),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
    )

    def asset(root: str, name: str) -> str:
        return root + manifest.path(name)

    policies: dict[tuple[str, bool], str] = {}

    def policy(css: str, theme: bool = True) -> str:
        if (css, theme) not in policies:
            script = engine.get_template(THEME_SCRIPT).render() if theme else ""
            policies[css, theme] = content_policy(script, in_style(css))
        return policies[css, theme]

    digits = "" if language.digits == ENGLISH.digits else language.digits
    engine.globals.update(asset=asset, policy=policy, digits=digits)
    # The only text that is not escaped as HTML, because HTML does not read entities there: each filter makes what it
    # is given harmless by the rules of its own language.
    engine.filters.update(
        in_script=lambda text: Markup(in_script(text)),
        in_style=lambda text: Markup(in_style(text)),
        number=language.number,
    )
    return engine


def in_script(json: str) -> str:
    """JSON that cannot end or comment out the script element it stands in."""
    return json.replace("<", "\\u003c")


def in_style(css: str) -> str:
    """Rules that cannot end the style element they stand in."""
    return css.replace("<", "\\3c ")


def content_policy(script: str, style: str) -> str:
    """What a page may load, as the content of its ``meta`` element: our own files and the two inline pieces it has.

    ``style`` is empty on pages without a ``style`` element, ``script`` on those that take no theme.
    """
    scripts, styles = (f"'self' {_source_hash(one)}" if one else "'self'" for one in (script, style))
    return (
        f"default-src 'self'; script-src {scripts}; style-src {styles}; "
        "img-src 'self' data:; base-uri 'none'; object-src 'none'; form-action 'self'"
    )


@lru_cache(maxsize=16)  # every page has the script
def _source_hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _is_template_error(error: Exception) -> bool:
    from jinja2 import TemplateError

    return isinstance(error, TemplateError)


def _hint(line: str | None) -> str:
    return "correct the name; dateline/views/ says which fields a view has" if line else ""
