"""``build.py test``: run the tests."""

import argparse
import gc
import os

from dateline.cli.options import ROOT


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed to pytest")


def run(arguments: argparse.Namespace) -> int:
    """Run the tests."""
    import pytest

    gc.enable()
    os.chdir(ROOT)
    return int(pytest.main(arguments.arguments))
