"""Other formats become content files."""

from typing import Literal, get_args

Format = Literal["timelinejs", "markwhen", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)
"""Those that become a crisis; a record of ours names its own."""
