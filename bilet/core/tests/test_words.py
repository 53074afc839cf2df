"""Dates, grades and numbers in the words of people."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone, translation

from bilet.core.templatetags import words

NBSP = "\u00a0"


@pytest.fixture(autouse=True)
def _in_moscow_in_russian():
    with (
        translation.override("ru"),
        timezone.override("Europe/Moscow"),
        time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False),
    ):
        yield


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (7, "7 класс"),
        ("7", "7 класс"),
        ((6, 7), "6–7 классы"),
        ((6, 11), "6–11 классы"),
        ("6-8", "6–8 классы"),
        ([6, 7, 8, 10], "6–8, 10 классы"),
        ((9, 9), "9 класс"),
        (None, ""),
        ("", ""),
    ],
)
def test_grades(given, shown):
    assert words.grades(given).replace(NBSP, " ") == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (1, "1 минута"),
        (3, "3 минуты"),
        (5, "5 минут"),
        (21, "21 минута"),
        ((20, 30), "20–30 минут"),
        (None, ""),
    ],
)
def test_minutes(given, shown):
    assert words.minutes(given).replace(NBSP, " ") == shown


def test_a_day_of_this_year_needs_no_year():
    assert words.day(date(2026, 12, 12)) == f"суббота, 12{NBSP}декабря"
    assert words.day(date(2027, 1, 9)) == f"суббота, 9{NBSP}января{NBSP}2027"


def test_the_hour_is_the_regions_own():
    start = timezone.localtime(datetime(2026, 12, 12, 8, tzinfo=UTC))
    end = datetime(2026, 12, 12, 9, 30, tzinfo=UTC)
    assert words.daytime(start) == f"12{NBSP}декабря, 11:00"
    assert words.span(start, end) == "11:00–12:30"


def test_a_span_over_midnight_names_both_days():
    start = timezone.localtime(datetime(2026, 12, 12, 18, tzinfo=UTC))
    end = datetime(2026, 12, 13, 3, tzinfo=UTC)
    shown = words.span(start, end).replace(NBSP, " ")
    assert shown == "12 декабря, 21:00 — 13 декабря, 06:00"


def test_english_keeps_its_own_ways():
    with translation.override("en"):
        assert words.day(date(2026, 12, 12)) == f"Saturday, 12{NBSP}December"
        assert words.grades((6, 7)) == "grades 6–7"
        assert words.number(107000) == "107,000"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (107000, "107\u202f000"),
        (1204, "1204"),
        (1_250_000, "1\u202f250\u202f000"),
        (3.5, "3,5"),
        (4.0, "4"),
        (-2, "−2"),
        (0, "0"),
        (None, "—"),
    ],
)
def test_numbers(given, shown):
    assert words.number(given) == shown


def test_short_words_hold_on_to_their_neighbours():
    shown = words.nobreak("Проба — это шаг и в дом на 5 минут")
    assert shown == (f"Проба{NBSP}— это шаг и{NBSP}в{NBSP}дом на{NBSP}5{NBSP}минут")


def test_typography_escapes_what_it_is_given():
    assert words.nobreak("<b>и он") == f"&lt;b&gt;и{NBSP}он"
