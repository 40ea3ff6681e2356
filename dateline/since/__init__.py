"""What is different since a git revision: in the record, in the pages, and in what readers were told."""
