"""What Dateline writes into the content for editors: new files and entries, and repairs of slips."""
