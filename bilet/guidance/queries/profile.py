"""The page of the joined profile: everything the tests said, together."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from bilet.assessments.instruments import Group, Instrument
from bilet.assessments.library import INSTRUMENTS
from bilet.assessments.models import ScaleScore, Sitting
from bilet.assessments.queries import latest_scores, suits
from bilet.assessments.queries.shelf import GROUPS
from bilet.assessments.reading import Reading, read_scores
from bilet.core.charts import Band
from bilet.guidance.engine.profile import (
    Disagreement,
    Joined,
    Kind,
    Measured,
    disagreements,
    joined,
)
from bilet.guidance.queries.meaning import meaning_of
from bilet.guidance.queries.next_step import NextStep, next_step
from bilet.people.models import Owner
from bilet.professions.fields import FIELD_NAMES
from bilet.professions.words import KLIMOV, LETTERS

REACH = 0.6  # of a range to each side of the middle, on the picture


@dataclass(frozen=True, slots=True)
class Taken:
    """One test of the profile, in a line."""

    instrument: Instrument
    sitting: Sitting
    reading: Reading


@dataclass(frozen=True, slots=True)
class Part:
    """One of the four questions a profile answers."""

    code: Group
    title: str
    taken: list[Taken]
    missing: Instrument | None  # the shortest test that would begin to answer it


@dataclass(frozen=True, slots=True)
class Argument:
    """Two tests that disagree, in words and as a picture; and what would settle it."""

    title: str
    why: str
    bands: list[Band]
    settle_title: str
    settle_href: str


@dataclass(frozen=True, slots=True)
class Together:
    """Several tests of one kind as one picture."""

    title: str
    bands: list[Band]
    tests: list[str]


@dataclass(frozen=True, slots=True)
class ProfilePage:
    count: int
    together: list[Together]
    arguments: list[Argument]
    parts: list[Part]
    step: NextStep


def profile_page(owner: Owner, *, at: datetime) -> ProfilePage:
    """All tests taken with attention. At most eight queries."""
    latest = latest_scores(owner)
    known = INSTRUMENTS.all()
    pairs = [(known[code], sitting) for code, sitting in latest.items() if code in known]
    measured = [m for instrument, sitting in pairs for m in _measured(instrument, sitting)]
    grade = owner.pupil.grade if owner.pupil else None
    return ProfilePage(
        count=len(pairs),
        together=[t for kind in KINDS if (t := _together(measured, kind))],
        arguments=[_argument(d, set(latest), grade) for d in disagreements(measured)],
        parts=_parts(pairs, grade),
        step=next_step(owner, at),
    )


def _measured(instrument: Instrument, sitting: Sitting) -> list[Measured]:
    scores = {score.scale: score for score in sitting.scores.all()}
    found = []
    for scale in instrument.scales:
        score, meaning = scores.get(scale.code), meaning_of(instrument, scale)
        if score is not None and meaning is not None and score.standard_error > 0:
            found.append(_share(instrument, score, *meaning))
    return found


def _share(instrument: Instrument, score: ScaleScore, kind: Kind, key: str) -> Measured:
    span = score.highest - score.lowest
    return Measured(
        test=instrument.code,
        title=instrument.title,
        side="want" if instrument.group == "interests" else "can",
        kind=kind,
        key=key,
        share=(score.value - score.lowest) / span,
        error=score.standard_error / span,
    )


KINDS: tuple[Kind, ...] = ("direction", "object", "field")


def _name(kind: Kind, key: str) -> str:
    words = {"direction": LETTERS, "object": KLIMOV, "field": FIELD_NAMES}[kind]
    return str(words[key])


def _together(measured: list[Measured], kind: Kind) -> Together | None:
    rows = joined(measured, kind)
    if not rows:
        return None
    titles = {
        "direction": _("Six directions"),
        "object": _("What you like to deal with"),
        "field": _("Fields of work"),
    }
    tests = list(dict.fromkeys(title for row in rows for title in row.tests))
    return Together(titles[kind], [_band(kind, row) for row in rows], tests)


def _band(kind: Kind, row: Joined) -> Band:
    return Band(
        _name(kind, row.key),
        _inside(row.value),
        _inside(row.value - row.error),
        _inside(row.value + row.error),
    )


def _inside(value: float) -> float:
    """On the picture: the middle is nought."""
    return min(max(value, -REACH), REACH)


def _argument(found: Disagreement, taken: set[str], grade: int | None) -> Argument:
    name = _name(found.kind, found.key)
    more, less = found.more, found.less
    if found.is_want_and_can:
        wants = more.side == "want"
        title = (
            _("%(name)s: you want it more than you trust yourself with it")
            if wants
            else _("%(name)s: you trust yourself with it more than you want it")
        ) % {"name": name}
        why = (
            _("That is usual: confidence comes from trying. A small try tells more than thinking.")
            if wants
            else _("What comes easily need not be what you like. Both are worth knowing.")
        )
    else:
        title = _("%(name)s: two tests see it differently") % {"name": name}
        why = _(
            "“%(more)s” puts it above your other interests, “%(less)s” does not. The tests ask "
            "differently: about activities, about professions, or by making you choose."
        ) % {"more": more.title, "less": less.title}
    settle = _settling(found, taken, grade)
    bands = [_argued(more), _argued(less)]
    if settle is None:
        return Argument(title, why, bands, _("Try it in practice"), reverse("trials:programs"))
    href = reverse("assessments:instrument", args=[settle.code])
    return Argument(title, why, bands, settle.title, href)


def _argued(one: Measured) -> Band:
    return Band(
        one.title,
        _inside(one.share),
        _inside(one.share - one.error),
        _inside(one.share + one.error),
    )


def _settling(found: Disagreement, taken: set[str], grade: int | None) -> Instrument | None:
    """A test not taken yet that speaks of the same, the surest first. Want and can: a try."""
    if found.is_want_and_can:
        return None
    speaks = [
        test
        for test in INSTRUMENTS.all().values()
        if test.code not in taken
        and test.group == "interests"
        and suits(test, grade)
        and any(meaning_of(test, scale) == (found.kind, found.key) for scale in test.scales)
    ]
    return min(speaks, key=lambda test: (test.evidence_class, test.minutes), default=None)


def _parts(pairs: list[tuple[Instrument, Sitting]], grade: int | None) -> list[Part]:
    taken = {instrument.code for instrument, _sitting in pairs}
    return [
        Part(code, str(title), _taken(pairs, code), _missing(code, taken, grade))
        for code, (title, _about) in GROUPS.items()
    ]


def _taken(pairs: list[tuple[Instrument, Sitting]], group: Group) -> list[Taken]:
    own = [(test, sitting) for test, sitting in pairs if test.group == group]
    own.sort(key=lambda pair: pair[1].finished_at or pair[1].started_at, reverse=True)
    return [
        Taken(test, sitting, read_scores(test, list(sitting.scores.all()))) for test, sitting in own
    ]


def _missing(group: Group, taken: set[str], grade: int | None) -> Instrument | None:
    tests = [t for t in INSTRUMENTS.all().values() if t.group == group]
    if any(test.code in taken for test in tests):
        return None
    fitting = [test for test in tests if suits(test, grade) and test.status != "draft"]
    return min(fitting, key=lambda test: test.minutes, default=None)
