"""What an editor did when libyaml gives up: its few complaints told apart, with the line to type instead.

Where the intention is clear, the problem carries a repair, so that the rest of the file can be read and all
its mistakes are told in one run. A repaired file is never published: the problem stays an error.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.yaml.problems.blanks import ODD_BLANKS, a_tab, an_odd_blank, odd_blank
from dateline.yaml.problems.lines import (
    a_line_without_a_colon,
    a_second_document,
    lists_and_fields_mixed,
    no_colon,
)
from dateline.yaml.problems.problem import Failure, Problem, Repair
from dateline.yaml.problems.quotes import (
    a_colon_in_a_value,
    a_quote_not_closed,
    an_unknown_escape,
    text_after_a_quote,
)
from dateline.yaml.problems.signs import a_bracket_not_closed, a_sign_of_yaml, text_around_brackets

__all__ = ["ODD_BLANKS", "Failure", "Problem", "Repair", "explain", "no_colon", "odd_blank"]

_REASONS: tuple[Callable[[str, Failure], Problem | None], ...] = (
    a_tab,
    an_odd_blank,
    a_quote_not_closed,
    an_unknown_escape,
    a_colon_in_a_value,
    a_sign_of_yaml,
    text_after_a_quote,
    text_around_brackets,
    a_bracket_not_closed,
    a_line_without_a_colon,
    lists_and_fields_mixed,
    a_second_document,
)
"""Asked in this order; the first that recognises the mistake explains it."""


def explain(text: str, failure: Failure) -> Problem:
    """What was done wrong and what to type instead, at the place where an editor would look for it."""
    for reason in _REASONS:
        problem = reason(text, failure)
        if problem is not None:
            return problem
    return _anything_else(text, failure)


def _anything_else(text: str, failure: Failure) -> Problem:
    at = min(failure.at, max(0, len(text.rstrip()) - 1))
    here = text[at : at + 1]
    if here == ":":
        return Problem(at, 1, "YAML020", "a key is missing before this colon", "write the name of the field")
    if here in ("]", "}", ","):
        return Problem(
            at, 1, "YAML009", f"“{here}” opens nothing here", "delete it, or put the value in quotes"
        )
    complaint = f" ({failure.problem})" if failure.problem else ""
    return Problem(
        at, 1, "YAML023", f"this cannot be read as YAML{complaint}", "if it is a text, put it in quotes"
    )
