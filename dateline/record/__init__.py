"""What follows from the model alone: the order of events, what changed when, what was known when."""
