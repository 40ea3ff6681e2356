"""Rules about templates: ours, and those a site puts in their place."""

from __future__ import annotations

from dateline.rulebook.base import Rule, Severity

TEMPLATES: tuple[Rule, ...] = (
    Rule(
        "TPL001",
        Severity.ERROR,
        "a template is well-formed",
        "A page cannot be made from a template that does not end what it begins.",
        "{% if view.summary %}<p>{{ view.summary }}</p>",
        "{% if view.summary %}<p>{{ view.summary }}</p>{% endif %}",
        fixed=True,
    ),
    Rule(
        "TPL002",
        Severity.ERROR,
        "a template uses names that its view has",
        "A misspelt field would leave a hole in the page that nobody sees.",
        "{{ view.tilte }}",
        "{{ view.title }}",
        fixed=True,
    ),
    Rule(
        "TPL003",
        Severity.ERROR,
        "a template names the templates it brings in",
        "When a template changes, exactly the pages it can reach are made again; a name worked out while rendering "
        "hides which those are.",
        '{% include "partials/" ~ view.kind ~ ".html" %}',
        '{% if view.kind == "map" %}{% include "partials/map.html" %}{% endif %}',
        fixed=True,
    ),
    Rule(
        "TPL004",
        Severity.ERROR,
        "a template that is asked for exists",
        "The page that needs it cannot be made.",
        '{% include "partials/haed.html" %}',
        '{% include "partials/head.html" %}',
        fixed=True,
    ),
)
