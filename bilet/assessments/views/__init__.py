"""Pages of tests: the shelf, a sitting, its result."""
