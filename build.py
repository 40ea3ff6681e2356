#!/usr/bin/env python3
"""Build the site: ``python3 build.py``. Test it: ``python3 build.py test``. Help: ``python3 build.py -h``.

On first use this makes ``.venv`` beside it with the packages Dateline needs (dateline/environment.py).
This file alone is written so that any Python can read it, to say when it is too old.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.stderr.write(
        "build.py: Dateline needs Python 3.11 or newer, and this is Python %d.%d (%s): "  # noqa: UP031
        "install a newer one and start build.py with it.\n"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )
    sys.exit(2)

import gc
import os

from dateline.environment import prepare

if __name__ == "__main__":
    arguments = prepare(sys.argv[1:], os.path.dirname(os.path.abspath(__file__)))

    from dateline.cli import end, main

    gc.disable()  # to look for garbage takes longer than a run lasts; the commands that last enable it again
    end(main(arguments))
