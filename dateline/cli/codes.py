"""Exit codes: done, problems in the content or on the disk, wrong usage, a bug of ours."""

OK, PROBLEMS, USAGE, BUG = 0, 1, 2, 70
