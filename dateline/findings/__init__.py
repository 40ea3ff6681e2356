"""Findings: what is wrong, where, and what to type instead; how they are told to people and to programs."""
