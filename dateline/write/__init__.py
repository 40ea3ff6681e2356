"""Publication: the bytes of all pages, and in one step the new site instead of the old one.

Imports nothing itself: whether a site stands (``unchanged.py``) is asked in every build.
"""
