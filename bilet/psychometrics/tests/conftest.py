"""A law is about numbers: a busy machine must not break it."""

from hypothesis import settings

settings.register_profile("laws", deadline=None)
settings.load_profile("laws")
