"""What is published, in formats of other programs."""
