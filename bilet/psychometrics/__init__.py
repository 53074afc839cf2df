"""From answers to numbers: scores, their errors, their quality and their fit to professions.

Pure NumPy and SciPy. Arrays go in, arrays come out; the rows are persons, the columns are
items or scales, NaN means "no answer" or "no score". Nothing here reads a file, asks a
database or throws dice.
"""
