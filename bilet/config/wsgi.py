"""The application that the server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bilet.config.settings")
application = get_wsgi_application()


def _warm_up() -> None:
    """Read the content and build the search before the first visitor, not with them."""
    from bilet.assessments.library import INSTRUMENTS
    from bilet.content.reader import LANGUAGES
    from bilet.courses.library import COURSES
    from bilet.people.policy import CONSENTS
    from bilet.professions import search
    from bilet.professions.library import PROFESSIONS
    from bilet.trials.library import PROGRAMS

    for language in LANGUAGES:
        for kind in (INSTRUMENTS, PROFESSIONS, PROGRAMS, COURSES, CONSENTS):
            kind.all(language)
    search.index()


_warm_up()
