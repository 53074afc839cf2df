"""The bias guard as a report: made-up profiles, and the events of the scope."""

import io
import json
from datetime import timedelta
from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from bilet.guidance.engine import exposure as engine
from bilet.reports.base import Period, write_csv
from bilet.reports.catalogue import exposure
from bilet.reports.management.commands import guard as command
from bilet.reports.registry import REPORTS
from bilet.testing.events import make_event
from bilet.testing.factories import make_organization, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few(monkeypatch):
    monkeypatch.setattr(exposure, "PROFILES", 60)
    monkeypatch.setattr(engine, "POOL", 20_000)
    monkeypatch.setattr(command, "offers_by_place", partial(engine.offers_by_place, profiles=10))
    exposure._guard.cache_clear()
    yield
    exposure._guard.cache_clear()


def test_the_report_has_every_field_and_follows_the_events_of_the_scope(
    django_assert_max_num_queries,
):
    now = timezone.now()
    period = Period(since=now - timedelta(days=60), until=now + timedelta(days=1))
    region, bare = make_region(code="RU-MOS"), make_organization("region", path="ru/77/")
    make_event(region=region, profession="sv07", starts_at=now - timedelta(days=3))
    with django_assert_max_num_queries(1):
        rows = list(REPORTS["exposure"].rows(region, period))
    assert len(rows) == 13
    assert sum(row[6] for row in rows) == pytest.approx(100, abs=4)
    service = next(row for row in rows if row[0] == "Сервис")
    assert service[6] > service[7]  # a guide's trial can be reached here, not in the browser
    assert all(row[6] == row[7] for row in REPORTS["exposure"].rows(bare, period))
    out = io.StringIO()
    write_csv(REPORTS["exposure"], out, region, period)
    assert "выдуманным" in str(REPORTS["exposure"].title)
    assert len(out.getvalue().splitlines()) == 14


def test_the_command_tells_every_number_and_fails_when_the_advice_is_not_blind(capsys, monkeypatch):
    call_command("guard", "--profiles", "30", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["synthetic"]
    assert told["is_fair"]
    assert len(told["fields"]) == len(told["offered_first"]) == 13
    call_command("guard", "--profiles", "30")
    assert "Медицина и здоровье" in capsys.readouterr().out

    def knowing(*args, **options):
        return engine.guard(*args, **options, advise=lambda _evidence, group: [len(group)])

    monkeypatch.setattr(command, "guard", knowing)
    with pytest.raises(CommandError, match="Not blind: 3 of 3"):
        call_command("guard", "--profiles", "30")
