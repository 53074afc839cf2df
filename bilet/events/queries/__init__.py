"""What the pages of events read. Each function costs a fixed number of SQL queries."""
