"""Pages about signing in, joining, the family and the class."""
