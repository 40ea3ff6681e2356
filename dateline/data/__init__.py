"""Files for other programs: text made from the same inputs as pages, without a template."""
