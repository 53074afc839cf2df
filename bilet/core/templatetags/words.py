"""Words for dates, grades, minutes and numbers, as people write them."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.template import Library
from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

register = Library()
NBSP = "\u00a0"
NARROW = "\u202f"
# A short word keeps to the next one, a dash and a unit to the one before.
_SHORT = re.compile(r"(?<![\w-])([А-Яа-яЁё]{1,2}|№|§)\s+(?=\S)")
_DASH = re.compile(r"\s+(?=[—–])")
_NUMBER = re.compile(r"(?<=\d)\s+(?=[А-Яа-яЁё%₽])")


@register.filter
def grades(value: Any) -> str:
    """`(6, 7)`, `[6, 7, 8]`, `"6-7"` or `7` → «6–7 классы», «6–8 классы», «7 класс»."""
    numbers = _grade_numbers(value)
    if not numbers:
        return ""
    if len(numbers) == 1:
        return gettext("grade %(grade)s") % {"grade": numbers[0]}
    return gettext("grades %(grades)s") % {"grades": _runs(numbers)}


def _grade_numbers(value: Any) -> list[int]:
    if value is None or value == "":
        return []
    if isinstance(value, int):
        return [value]
    if isinstance(value, str):
        found = [int(number) for number in re.findall(r"\d+", value)]
        between = len(found) == 2 and re.search(r"\d\s*[-–—]\s*\d", value)
        return list(range(found[0], found[1] + 1)) if between else sorted(set(found))
    if hasattr(value, "lower") and hasattr(value, "upper"):  # a range of the database
        return list(range(value.lower, value.upper))
    numbers = [int(number) for number in value]
    if isinstance(value, tuple) and len(numbers) == 2 and numbers[0] <= numbers[1]:
        return list(range(numbers[0], numbers[1] + 1))
    return sorted(set(numbers))


def _runs(numbers: list[int]) -> str:
    """6, 7, 8, 10 → «6–8, 10»."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


@register.filter
def minutes(value: Any) -> str:
    """`5` → «5 минут», `(20, 30)` → «20–30 минут»."""
    if value is None or value == "":
        return ""
    if isinstance(value, Iterable) and not isinstance(value, str):
        low, high = (int(number) for number in value)
    else:
        low = high = int(value)
    shown = str(high) if low == high else f"{low}–{high}"
    return ngettext("%(shown)s minute", "%(shown)s minutes", high) % {"shown": shown}


@register.filter(expects_localtime=True)
def day(value: Any) -> str:
    """«суббота, 12 декабря»; with the year when it is not this year."""
    return f"{_weekday(value)}, {_date(value)}" if value else ""


@register.filter(expects_localtime=True)
def daytime(value: Any) -> str:
    """«12 декабря, 11:00»."""
    return f"{_date(value)}, {value:%H:%M}" if value else ""


@register.filter(expects_localtime=True)
def span(start: Any, end: Any) -> str:
    """`{{ starts|span:ends }}` → «11:00–12:30»; over midnight both ends get their dates."""
    if not start or not end:
        return ""
    if timezone.is_aware(end):
        end = timezone.localtime(end)
    if start.date() != end.date():
        return f"{daytime(start)}{NBSP}— {daytime(end)}"
    return f"{start:%H:%M}–{end:%H:%M}"


@register.filter
def number(value: Any) -> str:
    """`107000` → «107 000», `3.5` → «3,5»; a dash for what is not known."""
    if value is None or value == "":
        return "—"
    exact = isinstance(value, int | Decimal)
    # Adding nought turns −0 into 0.
    text = f"{value:,}" if exact else f"{round(float(value), 1) + 0:,.1f}".removesuffix(".0")
    if (get_language() or "").startswith("ru"):
        # Four digits stay together, as Russian typography has it.
        whole, dot, rest = text.partition(".")
        whole = whole.replace(",", "" if len(whole.strip("-−")) < 6 else NARROW)
        text = f"{whole}{',' if dot else ''}{rest}"
    return text.replace("-", "−")


@register.filter
def nobreak(text: Any) -> SafeString:
    """Bind short words, dashes and units to their neighbours, so that no line ends on «в»."""
    words = _SHORT.sub(rf"\1{NBSP}", str(conditional_escape(text)))
    words = _SHORT.sub(rf"\1{NBSP}", words)  # «и в доме»: two in a row
    return mark_safe(_NUMBER.sub(NBSP, _DASH.sub(NBSP, words)))  # noqa: S308 # escaped above


def _date(value: date) -> str:
    this_year = value.year == timezone.localdate().year
    shown = formatted(value, "j E" if this_year else "j E Y")
    return shown.replace(" ", NBSP)


def _weekday(value: date | datetime) -> str:
    name = formatted(value, "l")
    return name.lower() if (get_language() or "").startswith("ru") else name
