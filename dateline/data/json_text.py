"""JSON as we publish it: UTF-8, indented, keys in the order given, decimal numbers exactly as written."""

from typing import Any


def json_text(value: Any) -> str:
    """``value`` as a JSON document that ends in a line break."""
    from msgspec.json import Encoder, format

    return format(Encoder(decimal_format="number").encode(value), indent=1).decode() + "\n"


def compact_json(value: Any) -> str:
    """``value`` as JSON in one line, for what browsers fetch."""
    from msgspec.json import encode

    return encode(value).decode()
