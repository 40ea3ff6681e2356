"""What a rule is: the entry behind every diagnostic code."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Severity(enum.StrEnum):
    """How much a finding matters.

    An error stops publication, a warning is shown and publishes, a notice is for the desk's information.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that Dateline can find fault with, as the reference and ``dateline explain`` show it."""

    code: str
    """Two to six capitals and three digits, never reused: ``YAML001``."""
    severity: Severity
    """The level unless the site's ``rules:`` say otherwise."""
    title: str
    """What is asked for, as a sentence fragment: “a key is written once”."""
    why: str
    """What goes wrong for readers or the desk without the rule."""
    wrong: str
    """An example that is reported."""
    right: str
    """The same, as it should be written."""
    fixed: bool = False
    """True where a site cannot change the severity: what is at fault leaves nothing sound to publish."""
