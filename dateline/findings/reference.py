"""The rulebook as people read it: one rule in a terminal, all of them in ``docs/rules.md``."""

from __future__ import annotations

from dateline.rulebook import FAMILIES, RULES
from dateline.rulebook.base import Rule
from dateline.values.names import nearest


def explain(code: str) -> str | None:
    """What the rule asks for, why, and an example of each kind; None for a code that no rule has."""
    rule = RULES.get(code.strip().upper())
    if rule is None:
        return None
    wrong, right = (_indented(text) for text in (rule.wrong, rule.right))
    return f"{rule.code} ({_level(rule)}): {rule.title}\n\n{rule.why}\n\nWrong:\n{wrong}\n\nRight:\n{right}\n"


def no_rule(code: str) -> str:
    """That no rule has this code, with the one that is probably meant."""
    near = nearest(code.strip().upper(), RULES)
    return f"there is no rule {code}; " + (
        f"did you mean {near}?" if near else "docs/rules.md lists them all"
    )


def reference() -> str:
    """``docs/rules.md``: every rule by family, in the order of the rulebook."""
    parts = [_HEAD]
    for family in FAMILIES:
        parts += map(_section, family)
    return "\n".join(parts)


_HEAD = """# Rules

Everything that `build.py check` can find. Written by `python3 build.py rules > docs/rules.md`; change the rulebook
(`dateline/rulebook/`), not this file. `build.py check --explain CODE` shows one rule.

An error keeps the site from being published; a warning is shown, and counts as an error with `--strict`; a notice is
for the desk. `rules:` in `content/site.yaml` sets another level (`error`, `warning`, `notice`, `off`), except for rules
marked “always”:

```yaml
rules:
  STALE001: off
```
"""


def _section(rule: Rule) -> str:
    wrong, right = (_indented(text) for text in (rule.wrong, rule.right))
    return (
        f"## {rule.code}: {rule.title}\n\n*{_level(rule).capitalize()}.* {rule.why}\n\n"
        f"Wrong:\n\n{wrong}\n\nRight:\n\n{right}\n"
    )


def _level(rule: Rule) -> str:
    return f"{rule.severity}, always" if rule.fixed else rule.severity.value


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())
