"""What every test starts from."""

import pytest


@pytest.fixture(autouse=True)
def _russian(settings):
    """Pages are tested in the language they were written for first."""
    from django.utils import translation

    with translation.override("ru"):
        yield
