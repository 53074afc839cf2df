"""Why a profession stands where it stands: parts that add up, and what would move it."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from django.utils import timezone
from django.utils.translation import gettext as _

from bilet.guidance.engine.beliefs import ALL_WEIGHTS, Beliefs, believe
from bilet.guidance.engine.catalogue import LETTERS, shape_of
from bilet.guidance.engine.facts import TrialFact
from bilet.guidance.engine.library import aptitudes, opposites
from bilet.guidance.engine.wishes import unlike
from bilet.professions.fields import FIELD_NAMES
from bilet.professions.words import LETTERS as LETTER_NAMES
from bilet.psychometrics.matching import contributions

POINTS = 100  # scores are shown in hundredths, as whole points
SMALL = 0.005
Sureness = Literal["guess", "likely", "tried"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score. `group` is the reason of the engine that it belongs to."""

    group: str
    label: str
    value: float
    letter: str = ""
    shared: bool = False  # an interest of the person that the profession feeds


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where the profession would stand after a trial of it."""

    if_liked: int
    if_disliked: int


def reasons_for(beliefs: Beliefs, row: int) -> list[Reason]:
    """All parts of the score of one profession, summing to it; the largest first."""
    parts = dict(
        zip(beliefs.explanation.names, beliefs.explanation.contributions[:, row], strict=True)
    )
    found: list[Reason] = []
    for group, value in parts.items():
        if group == "interests":
            found += _interest_reasons(beliefs, row, float(value))
        elif value:
            found.append(Reason(group, _label(beliefs, row, group), float(value)))
    return sorted(found, key=lambda reason: -abs(reason.value))


def headline(parts: list[Reason]) -> str:
    """The largest reason in one line; interests that meet the profession are named together."""
    best = next((part for part in parts if part.value > SMALL), None)
    if best is None or not best.shared:
        return best.label if best else ""
    names = [str(LETTER_NAMES[part.letter]) for part in parts if part.shared][:2]
    return _("%(interest)s: the interest is there, and there is much of it here") % {
        "interest": ", ".join([names[0], *(name.lower() for name in names[1:])])
    }


def _interest_reasons(beliefs: Beliefs, row: int, whole: float) -> list[Reason]:
    """The part of the interests, shared out among the six scales."""
    if beliefs.person is None:
        return []
    profile = beliefs.catalogue.profiles[row]
    parts = contributions(beliefs.person, profile)
    scale = ALL_WEIGHTS["interests"] * beliefs.interest_certainty
    # A profession's fit is kept in single precision; the parts take its rounding.
    values = np.nan_to_num(parts * scale)
    values += (whole - values.sum()) / len(LETTERS)
    return [
        Reason(
            "interests",
            _interest_label(beliefs.person, profile, place),
            float(value),
            letter,
            shared=bool(value > SMALL and beliefs.person[place] >= beliefs.person.mean()),
        )
        for place, (letter, value) in enumerate(zip(LETTERS, values, strict=True))
    ]


def _interest_label(person: np.ndarray, profile: np.ndarray, place: int) -> str:
    """The four ways a scale can meet a profession, for a child and for a parent alike."""
    drawn = person[place] >= person.mean()
    much = profile[place] >= profile.mean()
    words = {
        (True, True): _("%(interest)s: the interest is there, and there is much of it here"),
        (False, False): _("%(interest)s: less of an interest, and there is little of it here"),
        (True, False): _("%(interest)s: the interest is there, but there is little of it here"),
        (False, True): _("%(interest)s: less of an interest, but there is much of it here"),
    }
    return words[bool(drawn), bool(much)] % {"interest": LETTER_NAMES[LETTERS[place]]}


def _label(beliefs: Beliefs, row: int, group: str) -> str:
    labels = {
        "trials": _trial_label,
        "choice": _choice_label,
        "fields": _field_label,
        "aptitudes": _aptitude_label,
    }
    if group in labels:
        return labels[group](beliefs, row)
    if group == "conditions":
        return _("Conditions like those that did not suit")
    return _("A long way of study, like the one that did not suit")


def _choice_label(beliefs: Beliefs, row: int) -> str:
    wished = beliefs.catalogue.codes[row] in beliefs.evidence.marked("wish")
    return _("Own word: “I think of this one”") if wished else _("Among the favourites")


def _field_label(beliefs: Beliefs, row: int) -> str:
    preference = beliefs.measured.fields[beliefs.catalogue.field_numbers[row]]
    words = (
        _("The field “%(field)s” was put above others")
        if preference > 0
        else _("The field “%(field)s” was put below others")
    )
    return words % {"field": FIELD_NAMES[beliefs.catalogue.fields[row]]}


def _aptitude_label(beliefs: Beliefs, row: int) -> str:
    """The aptitude that is short by most. A surplus has no label: it adds nothing."""
    short = beliefs.short_of(row)[0]
    asks = next(each.asks for each in aptitudes() if each.code == short)
    return _("It matters here %(asks)s; a test shows less so far, and practice helps") % {
        "asks": asks
    }


def conditions_unlike(beliefs: Beliefs, row: int) -> str:
    """Where the conditions are not the wished ones, in a line; empty when there is no such.

    It speaks against and has no points: what is read from it is a filter, never a score.
    """
    pairs = opposites()
    ends = beliefs.catalogue.ends[row]
    others = np.flatnonzero(unlike(beliefs.measured.wishes, ends))
    here = [(pairs[n].high if ends[n] > 0.5 else pairs[n].low).here for n in others]
    if not here:
        return ""
    return _("Conditions differ from the wishes. Here: %(here)s") % {"here": ", ".join(here)}


def _trial_label(beliefs: Beliefs, row: int) -> str:
    code = beliefs.catalogue.codes[row]
    told = [trial for trial in beliefs.evidence.trials if trial.is_told]
    own = [trial for trial in told if trial.profession == code]
    if len(own) > 1:
        return _("Own trials of this profession: %(count)s") % {"count": len(own)}
    if own:
        return _("The trial “%(title)s”: %(verdict)s") % _said(own[0])
    nearest = _nearest_told(beliefs, row, told)
    if nearest:
        return _("A trial of a like kind, “%(title)s”: %(verdict)s") % _said(nearest)
    return _("Like a profession marked “not for me”")


def _nearest_told(beliefs: Beliefs, row: int, told: list[TrialFact]) -> TrialFact | None:
    known = [trial for trial in told if trial.profession in beliefs.catalogue.row]
    likeness = beliefs.catalogue.similarity[row]
    near = [t for t in known if likeness[beliefs.catalogue.row[t.profession]] > 0]
    return max(near, key=lambda t: likeness[beliefs.catalogue.row[t.profession]], default=None)


def _said(trial: TrialFact) -> dict[str, str]:
    return {"title": trial.title, "verdict": verdict_words(trial)}


def verdict_words(trial: TrialFact) -> str:
    words = {
        "liked": _("liked it"),
        "mixed": _("liked it in part"),
        "disliked": _("did not like it"),
    }
    if trial.verdict in words:
        return words[trial.verdict]
    if trial.after is None:
        return _("not said yet how it was")
    return _("interest afterwards %(after)s of 5") % {"after": trial.after}


def in_points(values: list[float]) -> tuple[list[int], int]:
    """Parts and their sum as whole points that still add up exactly (largest remainder)."""
    exact = np.asarray(values, dtype=np.float64) * POINTS
    total = round(float(exact.sum()))
    floors = np.floor(exact)
    missing = int(total - floors.sum())
    order = np.argsort(-(exact - floors), kind="stable")[:missing]
    floors[order] += 1
    return [int(value) for value in floors], total


def sureness(beliefs: Beliefs, row: int) -> Sureness:
    """In one word how sure the place is: proved by a trial, likely from a test, or a guess."""
    code = beliefs.catalogue.codes[row]
    if any(t.profession == code and t.is_told for t in beliefs.evidence.trials):
        return "tried"
    weak = beliefs.interest_certainty < 0.4 or beliefs.spread[row] > 0.3
    return "guess" if weak else "likely"


def place_without(beliefs: Beliefs, row: int, reason: Reason) -> int:
    """The place the profession would have if this reason had not been given."""
    if reason.letter:
        scores = beliefs.scores - _letter_parts(beliefs, reason.letter)
    else:
        scores = beliefs.explanation.without(reason.group)
    return beliefs.order_by(scores).index(row) + 1


def _letter_parts(beliefs: Beliefs, letter: str) -> np.ndarray:
    """What one scale adds to every profession."""
    person = beliefs.person if beliefs.person is not None else np.zeros(len(LETTERS))
    scale = ALL_WEIGHTS["interests"] * beliefs.interest_certainty
    place = LETTERS.index(letter)
    return np.asarray(shape_of(person)[place] * beliefs.catalogue.shapes[:, place] * scale)


def outlook(beliefs: Beliefs, row: int) -> Outlook | None:
    """Where it would stand after one more trial that goes well, and one that goes badly."""
    if beliefs.place(row) is None:
        return None
    return Outlook(
        if_liked=_place_after(beliefs, row, "liked", 5),
        if_disliked=_place_after(beliefs, row, "disliked", 1),
    )


def _place_after(beliefs: Beliefs, row: int, verdict: Literal["liked", "disliked"], after: int) -> int:  # fmt: skip  # noqa: E501
    imagined = TrialFact(
        id="imagined",
        source="run",
        profession=beliefs.catalogue.codes[row],
        field=beliefs.catalogue.fields[row],
        program="",
        title="",
        at=timezone.now(),
        before=3,
        after=after,
        verdict=verdict,
    )
    evidence = replace(beliefs.evidence, trials=(*beliefs.evidence.trials, imagined))
    return believe(evidence, beliefs.catalogue).place(row) or 0
