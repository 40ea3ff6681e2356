"""YAML as nodes that know their place, and what is wrong with it: nothing here guesses what a scalar means."""
