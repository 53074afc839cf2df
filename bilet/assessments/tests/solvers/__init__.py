"""Solvers that know nothing of how the tasks were made."""
