"""Passwords of adults."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hasher(Argon2PasswordHasher):
    """OWASP's minimum for Argon2id: 19 MiB, two passes, one lane; 26 ms instead of 259."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
