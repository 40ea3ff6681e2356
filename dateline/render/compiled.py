"""How templates become Python: Jinja's compiler, without the parts that our templates never need.

A page of a long record asks for tens of thousands of fields and escapes as many texts. Jinja looks each field up in
three ways, wraps each text in an object and goes through five functions to call a macro; here the compiled template
reads a field, escapes into plain text and calls the macro. What a template may say stays the same but for two things:
``view.name`` is a field of a view, never a key of a mapping; and escaping cannot be switched off.

Imported by ``renderer.py`` alone, with the first page: it needs the template engine.
"""

import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from keyword import iskeyword
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escaped_text  # type: ignore[attr-defined]  # a plain text stays one

from dateline.languages.language import Catalogue
from dateline.memory.program import program

safe: Callable[[str], Markup] = partial(str.__new__, Markup)
"""A text as ``Markup``. ``Markup()`` itself asks every text first whether it is one: ten times the time."""


def escaped(value: Any) -> str:
    """What ``{{ value }}`` prints, with the signs that HTML reads."""
    kind = type(value)
    if kind is str:
        text: str = escaped_text(value)
        return text
    if kind is Markup:
        markup: str = value
        return markup
    return str(value) if kind is int else escape(value)


class Component(Macro):
    """A macro. ``plain`` takes its arguments by position and returns HTML as plain text."""

    def __init__(self, environment: Environment, function: Any, name: str, *rest: Any) -> None:
        super().__init__(environment, function, name, *rest)
        function.__qualname__ = name or "caller"  # a call block has none
        function.__defaults__ = (missing,) * function.__code__.co_argcount
        special = self.catch_kwargs or self.catch_varargs or self.caller
        alone = name in SMALL and function.__code__.co_argcount == 1
        self.plain = self if special else remembered(function) if alone else function


SMALL = frozenset(("amount", "as_of", "date", "glyph", "source_name", "source_ref", "time"))
"""Macros of views that come again and again, on many pages or on one: a date, a number, a status, a source.
What they print is remembered."""
_MOST = 4096
"""Views of which a macro remembers what it printed."""


def remembered(macro: Callable[[Any], str]) -> Callable[[Any], str]:
    """The macro, which prints a view once: views are frozen, so the same object prints the same."""
    known: dict[int, tuple[Any, str]] = {}

    def plain(view: Any) -> str:
        found = known.get(id(view))
        if found is not None and found[0] is view:
            return found[1]
        if len(known) >= _MOST:
            known.clear()
        known[id(view)] = view, (printed := macro(view))
        return printed

    return plain


class Imported(Template):
    """A template whose macros are made once. Jinja asks at each import whether the importing page has globals of its
    own; ours have none."""

    _macros: TemplateModule | None = None

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if self._macros is None:
            self._macros = super()._get_default_module()
        return self._macros


class Phrases(NodeTransformer):
    """Turns ``_("words")`` into a call of ``Engine.phrase``, which needs no look-up."""

    def visit_Call(self, node: nodes.Call) -> nodes.Call:
        self.generic_visit(node)
        plain = node.dyn_args is None and node.dyn_kwargs is None
        if plain and isinstance(node.node, nodes.Name) and node.node.name == "_":
            node.node = nodes.EnvironmentAttribute("phrase", lineno=node.lineno)
        return node


class Compiler(CodeGenerator):
    """Writes the Python of one template."""

    asking = False
    """Whether we are inside a test or filter that is told of absent fields, such as ``is defined``."""
    components: frozenset[str] = frozenset()
    """The names under which the template knows macros."""
    printed: nodes.Expr | None = None
    """What is being printed: it need not say that it is HTML."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        names = {one.name for one in node.find_all(nodes.Macro)}
        for imported in node.find_all(nodes.FromImport):
            names.update(one if isinstance(one, str) else one[1] for one in imported.names)
        # A name that also stands for something else somewhere may not be a macro where it is called.
        names -= {one.name for one in node.find_all(nodes.Name) if one.ctx != "load"}
        self.components = frozenset(names)
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.escaped")
        self.writeline("escape_text = environment.escaped_text")
        self.writeline("safe = environment.safe")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if self.asking or iskeyword(node.attr) or isinstance(node.node, nodes.Const):
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        with self._asking(node.name in ("default", "d")):
            super().visit_Filter(node, frame)

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        with self._asking(node.name in ("defined", "undefined")):
            super().visit_Test(node, frame)

    @contextmanager
    def _asking(self, asking: bool) -> Iterator[None]:
        before, self.asking = self.asking, asking or self.asking
        yield
        self.asking = before

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:
        if node.expr2 is None and not self.asking:
            node.expr2 = nodes.Const("", lineno=node.lineno)
        super().visit_CondExpr(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if forward_caller or not self._gives_markup(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        end = ")"
        if isinstance(node.node, nodes.Name):
            if node is not self.printed:
                self.write("safe(")
                end = "))"
            self.visit(node.node, frame)  # asks whether the macro is there: it may stand under a condition
            self.write(".plain(")
        elif len(node.args) == 1 and not node.kwargs:
            self.write("environment.said[")
            end = "]"
        else:
            self.write("environment.phrase(")
        for number, argument in enumerate((*node.args, *node.kwargs)):
            self.write(", " if number else "")
            self.visit(argument, frame)
        self.write(end)

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier, frame: Frame) -> None:
        self.fail("escaping cannot be switched off: what is HTML already is printed as such", node.lineno)

    def _gives_markup(self, node: nodes.Expr) -> bool:
        """Whether this calls a phrase, or a macro by position: nothing of what they give is to be escaped."""
        if not isinstance(node, nodes.Call):
            return False
        if isinstance(node.node, nodes.EnvironmentAttribute):
            return True
        by_position = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        return by_position and isinstance(node.node, nodes.Name) and node.node.name in self.components

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """What a page prints is mostly plain text: that is asked here, and not by a call for each piece."""
        self.printed = node
        self.write("(" if self._gives_markup(node) else "(escape_text(_it) if type(_it := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")" if self._gives_markup(node) else ") is str else escape(_it))")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """``force_unescaped``: of a macro; else of a loop that is called."""
        joined = f"concat({frame.buffer})"
        self.writeline(f"return {joined if force_unescaped else f'safe({joined})'}")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.")
        super().macro_def(macro_ref, frame)


class Said(dict[str, Markup]):
    """Messages that name nothing, in the language of the page."""

    def __init__(self, gettext: Callable[[str], str]) -> None:
        super().__init__()
        self._gettext = gettext

    def __missing__(self, message: str) -> Markup:
        self[message] = said = safe(self._gettext(message) % {})
        return said


class Engine(Environment):
    """Jinja's environment with our compiler, and what compiled templates call."""

    code_generator_class = Compiler
    template_class = Imported
    escaped = staticmethod(escaped)
    escaped_text = staticmethod(escaped_text)
    safe = staticmethod(safe)
    Macro = Component

    def __init__(self, catalogue: Catalogue, **options: Any) -> None:
        super().__init__(autoescape=True, extensions=("jinja2.ext.i18n",), **options)
        self.install_gettext_callables(  # type: ignore[attr-defined]
            catalogue.gettext, catalogue.ngettext, newstyle=True
        )
        self._gettext = catalogue.gettext
        self.said = Said(catalogue.gettext)
        self._known: dict[str, Template] = {}

    def make_globals(self, d: Any) -> dict[str, Any]:
        """What every template may name. Jinja has a chain of mappings, so that those of the environment may change
        later; each page would look through it several times."""
        return {**self.globals, **(d or {})}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """A template; one that has been there is found without a key being made for it."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = super().get_template(name, parent, globals)
        return known

    def phrase(self, message: str, /, **values: object) -> Markup:
        """The message in the language of the page, with each ``%(name)s`` filled in: ``_("…", name=…)``."""
        return safe(self._gettext(message) % {name: escaped(value) for name, value in values.items()})

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = Phrases().visit(super()._parse(source, name, filename))
        return tree


class Compiled(BytecodeCache):
    """Compiled templates: the same for every language, and kept in ``folder`` where there is one.

    Compiling all templates costs a third of a second, most of a small build. What is kept is code, as in
    ``__pycache__``, and whoever can write there can as well write templates; unlike Jinja's own cache it is read
    without pickle and only when its digest fits: a file that is corrupt, older or foreign counts as missing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._known: dict[str, tuple[str, CodeType]] = {}
        self._engine = f"{program()} {sys.implementation.cache_tag} {sys.hexversion:x}\n".encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._known.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else self._read(bucket)
        if bucket.code:
            self._known[bucket.key] = bucket.checksum, bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self._known[bucket.key] = bucket.checksum, bucket.code
        if self._folder is None:
            return
        code = marshal.dumps(bucket.code)
        data = self._head(bucket) + hashlib.sha256(code).digest() + code
        # A cache that cannot be written costs time, not pages. Written beside and renamed: two builds may meet.
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = self._folder / f"{bucket.key}.{os.getpid()}.tmp"
            beside.write_bytes(data)
            beside.replace(self._folder / f"{bucket.key}.bin")

    def _read(self, bucket: Bucket) -> CodeType | None:
        if self._folder is None:
            return None
        try:
            data = (self._folder / f"{bucket.key}.bin").read_bytes()
        except OSError:
            return None
        head = self._head(bucket)
        digest, code = data[len(head) : len(head) + 32], data[len(head) + 32 :]
        if not data.startswith(head) or hashlib.sha256(code).digest() != digest:
            return None
        found: CodeType = marshal.loads(code)
        return found

    def _head(self, bucket: Bucket) -> bytes:
        return self._engine + bucket.checksum.encode() + b"\n"
