"""How ready a person is to choose, and whether interests are clear: two axes, four groups. Pure.

A group is help for an adult («where to begin»), never a label on a child: the pupil sees only the
next step. Both axes may stay unknown, and then there is no group. field.md, 1.3.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import numpy as np

from bilet.psychometrics.standard_errors import differ

Side = Literal["inner", "information", "decision", "independence"]
Group = Literal["searching", "keen", "choosing", "checking"]
Kind = Literal["direction", "object", "field"]  # RIASEC letter, Klimov type, field of work
Sureness = Literal["guess", "likely", "tried"]

SIDES: tuple[Side, ...] = ("inner", "information", "decision", "independence")
# From the lowest on: more readiness, or clearer interests, never lead back.
ORDER: tuple[Group, ...] = ("searching", "keen", "choosing", "checking")
HIGH, LOW = 2 / 3, 1 / 3  # of a scale's range: where the upper band begins, the lower one ends
CLEARLY = 1.5  # standard errors: a pupil is talked with, nothing is decided
CHANGED = 1.96  # the same for «it has grown»: the usual 5 %, as in the history of a test
TOGETHER = timedelta(days=180)  # tests further apart do not speak of one and the same time
OLD = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class SideScore:
    """One scale of a readiness test as a share of its range, from 0 to 1."""

    scale: str
    title: str
    side: Side
    share: float
    error: float


@dataclass(frozen=True, slots=True)
class Inventory:
    """One sitting of one readiness test."""

    test: str
    version: int
    at: datetime
    evidence_class: Literal["A", "B", "C"]
    with_attention: bool
    scores: tuple[SideScore, ...]


@dataclass(frozen=True, slots=True)
class Leading:
    """What one source puts first: an interest test, or a trial that was liked."""

    source: str
    kind: Kind
    keys: frozenset[str]  # empty when nothing stands out
    is_test: bool = True
    is_proved: bool = True  # not of class C


@dataclass(frozen=True, slots=True)
class Change:
    """Titles of scales that moved beyond the error since the first sitting of the year."""

    since: datetime
    grew: tuple[str, ...]
    fell: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """Where the person stands. None: not known."""

    is_high: bool | None = None
    is_clear: bool | None = None
    sureness: Sureness = "guess"
    is_talk_only: bool = False  # one of the axes rests on tests of class C alone
    weakest: Side | None = None  # named only when it clearly stands behind
    told_trials: int = 0
    at: datetime | None = None  # of the newest readiness test that counts
    is_hasty: bool = False  # there is a test, but only one done in haste
    change: Change | None = None

    @property
    def group(self) -> Group | None:
        if self.is_high is None or self.is_clear is None:
            return None
        return ORDER[2 * self.is_high + self.is_clear]

    def is_old(self, at: datetime) -> bool:
        return self.at is not None and at - self.at > OLD


@dataclass(frozen=True, slots=True)
class _Level:
    """The readiness axis: the four sides together."""

    is_high: bool
    is_sure: bool
    weakest: Side | None


@dataclass(frozen=True, slots=True)
class _Clearness:
    """The axis of interests. `by_talk`: only tests of class C make it clear."""

    is_clear: bool | None
    by_talk: bool = False


def readiness(
    inventories: Sequence[Inventory],
    leading: Sequence[Leading] = (),
    *,
    told_trials: int = 0,
    year_began: datetime | None = None,
) -> Readiness:
    """Join everything that is known. What was done in haste counts for nothing."""
    careful = [one for one in inventories if one.with_attention]
    counted = _of_one_time(careful)
    level = _level(counted)
    clear = _clearness(leading)
    by_talk = clear.by_talk or all(one.evidence_class == "C" for one in counted)
    known = level is not None and clear.is_clear is not None
    return Readiness(
        is_high=level.is_high if level else None,
        is_clear=clear.is_clear,
        sureness=_sureness(level, by_talk=by_talk, told_trials=told_trials),
        is_talk_only=known and by_talk,
        weakest=level.weakest if level else None,
        told_trials=told_trials,
        at=max((one.at for one in counted), default=None),
        is_hasty=bool(inventories) and not careful,
        change=change_since(careful, year_began) if year_began else None,
    )


def _of_one_time(inventories: Iterable[Inventory]) -> list[Inventory]:
    """The newest sitting of each test, without those long before the newest of all."""
    newest: dict[str, Inventory] = {}
    for one in sorted(inventories, key=lambda inventory: inventory.at):
        newest[one.test] = one
    last = max((one.at for one in newest.values()), default=None)
    return [one for one in newest.values() if last is not None and last - one.at <= TOGETHER]


def _level(inventories: Sequence[Inventory]) -> _Level | None:
    """None unless all four sides are measured: a side that is not asked about is not a weak one."""
    found: dict[Side, list[SideScore]] = defaultdict(list)
    for inventory in inventories:
        for score in inventory.scores:
            found[score.side].append(score)
    if any(side not in found for side in SIDES):
        return None
    pooled = [_pooled(found[side]) for side in SIDES]
    shares, errors = np.array(pooled).T
    mean, error = float(shares.mean()), float(np.sqrt((errors**2).sum()) / len(SIDES))
    last = int(shares.argmin())
    is_high = mean >= HIGH and bool(shares[last] >= LOW)
    # Either mark may be the one that decides, so the nearer one says how sure it is.
    doubts = abs(mean - HIGH) <= error
    doubts |= mean >= HIGH and bool(abs(shares[last] - LOW) <= errors[last])
    return _Level(is_high, not doubts, _weakest(shares, errors))


def _pooled(scores: list[SideScore]) -> tuple[float, float]:
    """The scales of one side together, each weighing by its certainty: share and error."""
    weights = np.array([score.error**-2 for score in scores])
    share = float(weights @ np.array([score.share for score in scores]) / weights.sum())
    return share, float(weights.sum() ** -0.5)


def _weakest(shares: np.ndarray, errors: np.ndarray) -> Side | None:
    first, last = int(shares.argmax()), int(shares.argmin())
    errors_of_both = (float(errors[first]), float(errors[last]))
    behind = _differ(float(shares[first]), float(shares[last]), errors_of_both, CLEARLY)
    return SIDES[last] if behind else None


def leading_keys(shares: dict[str, float], errors: dict[str, float]) -> frozenset[str]:
    """The two things at most that stand clearly above the person's own mean in one test."""
    if not shares:
        return frozenset()
    mean = sum(shares.values()) / len(shares)
    above = [key for key in shares if shares[key] - mean > CLEARLY * errors[key]]
    return frozenset(sorted(above, key=lambda key: (-shares[key], key))[:2])


def _clearness(leading: Sequence[Leading]) -> _Clearness:
    """Clear: two sources, one of them a test, put the same first. Unknown: too few to compare."""
    comparable = False
    clear_by: list[bool] = []  # for each thing that is stable: whether a proved source says so
    for kind in ("direction", "object", "field"):
        sources = [one for one in leading if one.kind == kind]
        comparable |= len({s.source for s in sources}) > 1 and any(s.is_test for s in sources)
        for key in {key for source in sources for key in source.keys}:
            naming = [source for source in sources if key in source.keys]
            if len({s.source for s in naming}) > 1 and any(s.is_test for s in naming):
                clear_by.append(any(source.is_proved for source in naming))
    if clear_by:
        return _Clearness(is_clear=True, by_talk=not any(clear_by))
    by_talk = comparable and not any(source.is_proved for source in leading)
    return _Clearness(is_clear=False if comparable else None, by_talk=by_talk)


def _sureness(level: _Level | None, *, by_talk: bool, told_trials: int) -> Sureness:
    """What a person says of themself is likely at best; trials done and told stand behind it."""
    if level is None or by_talk or not level.is_sure:
        return "guess"
    return "tried" if told_trials else "likely"


def change_since(inventories: Sequence[Inventory], began: datetime) -> Change | None:
    """The first sitting of the school year against the last one of the same test and version.

    None while there are not two, or while nothing moved beyond the error. Of several tests the
    one taken last speaks. (The history of a test, `assessments.queries.history_of`, has the same
    threshold, but knows no school years and reads one person at a time.)
    """
    of_year = [one for one in inventories if one.with_attention and one.at >= began]
    of_year.sort(key=lambda one: one.at)
    if not of_year:
        return None
    last = of_year[-1]
    first = next(one for one in of_year if (one.test, one.version) == (last.test, last.version))
    before = {score.scale: score for score in first.scores}
    moved = [
        (now.title, now.share - was.share)
        for now in last.scores
        if (was := before.get(now.scale)) is not None
        and _differ(was.share, now.share, (was.error, now.error), CHANGED)
    ]
    grew = tuple(title for title, by in moved if by > 0)
    fell = tuple(title for title, by in moved if by < 0)
    return Change(first.at, grew, fell) if moved else None


def _differ(a: float, b: float, errors: tuple[float, float], factor: float) -> bool:
    one, other, error, other_error = (np.array(x) for x in (a, b, *errors))
    return bool(differ(one, other, error, other_error, factor))
