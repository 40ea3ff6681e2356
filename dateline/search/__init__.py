"""What can be searched, and how words are compared there."""
