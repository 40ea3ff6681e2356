"""Other formats become content files."""
