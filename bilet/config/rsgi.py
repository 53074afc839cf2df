"""The application of the lane of answers, made by the server in its worker."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bilet.config.settings")


def application() -> object:
    """Set Django up, read the tests, and wait for answers."""
    django.setup()
    from bilet.assessments.library import INSTRUMENTS
    from bilet.config.answers import Answers
    from bilet.content.reader import LANGUAGES

    for language in LANGUAGES:
        INSTRUMENTS.all(language)
    return Answers.on_the_database()
