"""Geometry of the overview strip and of figure charts: frozen views for the macros that draw them.

Everything is decided here, in percent of a drawing's width and in pixels of its height, so that text keeps
its size at any width and the same input always gives the same bytes.
"""
