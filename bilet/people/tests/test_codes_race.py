"""One code, many hands in the same second."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from bilet.people.actions import codes
from bilet.people.models import AccessCode
from bilet.testing.factories import make_person, make_pupil

pytestmark = pytest.mark.django_db(transaction=True)


def test_fifty_callers_use_a_slip_once():
    code = codes.issue_guardian_slip(make_pupil(), by=make_person())
    slip = codes.find_code(code, AccessCode.Kind.GUARDIAN_SLIP)

    def use(_n: int) -> bool:
        try:
            return codes.use_once(slip)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=10) as pool:
        assert sum(pool.map(use, range(50))) == 1
