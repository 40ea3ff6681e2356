"""Where a publication in place writes down what it is about to do."""

import os


def journal(folder: str) -> str:
    """The file; ``folder``: of the publication's state."""
    return os.path.join(folder, "journal")


def is_pending(folder: str) -> bool:
    """Whether a publication in place was begun and not finished."""
    return os.path.lexists(journal(folder))
