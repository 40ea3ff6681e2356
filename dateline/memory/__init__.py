"""What one build leaves for the next, and how it is told that nothing it was made from has changed."""
