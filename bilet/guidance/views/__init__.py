"""Pages of advice, of marks, of the own plan, and of where to begin."""
