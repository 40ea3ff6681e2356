"""Frozen data for templates: dates worded, numbers formatted, addresses decided."""
