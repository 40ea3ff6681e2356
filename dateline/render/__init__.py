"""The last stage but one: a view and a template become the bytes of a page."""
