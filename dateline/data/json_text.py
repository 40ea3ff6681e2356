"""JSON as we publish it: one key a line, UTF-8, in the order given."""

from typing import Any


def json_text(value: Any) -> str:
    """``value`` as a JSON document that ends in a line break."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n"
