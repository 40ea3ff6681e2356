"""The first stage: which files there are, what they may be called, and their bytes as text with lines and columns."""
