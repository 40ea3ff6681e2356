"""``build.py schema``: what the front matter of a file may hold."""

import argparse
import sys

from dateline.cli.codes import OK


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind",
        nargs="?",
        choices=("story", "crisis", "actor", "page", "site", "sources", "record", "figure", "findings"),
        default="story",
        help="which kind of content file (story); or the record.json of a crisis, the claims.json of a figure, "
        "or what check --format json prints",
    )
    parser.add_argument(
        "--reference", action="store_true", help="print all of them as docs/format.md has them"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what the front matter of a file may hold."""
    import json

    from dateline.data.schemas import figure_schema, record_schema
    from dateline.findings.as_json import findings_schema
    from dateline.parse.form import json_schema, reference

    others = {"record": record_schema, "figure": figure_schema, "findings": findings_schema}
    made = others[arguments.kind]() if arguments.kind in others else json_schema(arguments.kind)
    text = reference() if arguments.reference else json.dumps(made, indent=2) + "\n"
    sys.stdout.write(text)
    return OK
