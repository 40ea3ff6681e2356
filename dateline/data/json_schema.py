"""What the JSON Schemas we publish have in common."""

from typing import Any

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def closed(properties: dict[str, Any]) -> dict[str, Any]:
    """An object that has all of these and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
