"""Dateline: a static site generator for explainers and timelines in newsrooms."""

__version__ = "0.1.0"
