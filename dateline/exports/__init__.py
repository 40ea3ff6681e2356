"""What is published, in formats of other programs."""

from typing import Literal, get_args

Format = Literal["timelinejs", "timelinejs-csv", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)
