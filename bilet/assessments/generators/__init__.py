"""Tasks made by a program: pure functions of a seed, the same for ever."""
