"""Every diagnostic code with its severity, reason and examples.

To add a rule: choose the family (a module here; a new one is a module with one tuple, added to ``FAMILIES``),
take its next free number, never one that was used before, and write the ``Rule``. A test fails for a code
that is used in ``dateline/`` without an entry, for a malformed code and for one written down twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dateline.rulebook.base import Rule, Severity
from dateline.rulebook.changes import CHANGES
from dateline.rulebook.dates import DATES
from dateline.rulebook.fields import FIELDS
from dateline.rulebook.files import FILES
from dateline.rulebook.imports import IMPORTS
from dateline.rulebook.languages import LANGUAGES
from dateline.rulebook.names import NAMES
from dateline.rulebook.output import OUTPUT
from dateline.rulebook.record import RECORD
from dateline.rulebook.templates import TEMPLATES
from dateline.rulebook.text import TEXT
from dateline.rulebook.yaml import YAML

__all__ = ["FAMILIES", "RULES", "Rule", "Severity"]

FAMILIES: tuple[tuple[Rule, ...], ...] = (
    FIELDS,
    LANGUAGES,
    NAMES,
    RECORD,
    CHANGES,
    DATES,
    FILES,
    OUTPUT,
    TEXT,
    TEMPLATES,
    YAML,
    IMPORTS,
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for family in FAMILIES for rule in family})
