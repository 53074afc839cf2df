"""What moved between two versions of the advice, and after what."""

from dataclasses import dataclass
from typing import Any

from bilet.guidance.engine.beliefs import Beliefs
from bilet.guidance.engine.facts import Evidence

KEPT = 20  # how many places a version keeps
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Move:
    """Places count from 1; None: lower than the places that are kept, or hidden by a mark."""

    profession: str
    was: int | None
    now: int | None
    is_gone: bool = False  # hidden: it has no place at all any more


def ranking_of(beliefs: Beliefs) -> list[list[Any]]:
    """[[profession, score], …] in order: what a version keeps."""
    return [
        [beliefs.catalogue.codes[row], round(float(beliefs.scores[row]), 4)]
        for row in beliefs.order[:KEPT]
    ]


def cause_of(evidence: Evidence, before: list[str]) -> dict[str, Any]:
    """The newest fact that was not there before, as a version keeps it."""
    new = [fact for fact in evidence.facts if fact.key not in before]
    cause: dict[str, Any] = {"keys": evidence.keys}
    if not before:
        return cause | {"kind": "first"}
    if not new:
        return cause | {"kind": "less"}
    newest = max(new, key=lambda fact: fact.at)
    kind = newest.key.partition(":")[0]
    return cause | {
        "kind": kind,
        "title": getattr(newest, "title", ""),
        "code": getattr(newest, "code", "") or getattr(newest, "program", ""),
        "profession": getattr(newest, "profession", ""),
        "mark": getattr(newest, "kind", ""),
    }


def moves(
    before: list[list[Any]], after: list[list[Any]], about: str = "", *, gone: str = ""
) -> list[Move]:
    """The profession in question, and who came to or left the first three.

    Args:
        before, after: [[profession, score], …], as versions keep them.
        about: what the newest fact speaks of.
        gone: a profession that was hidden in between.
    """
    was = {code: place for place, (code, _) in enumerate(before, start=1)}
    now = {code: place for place, (code, _) in enumerate(after, start=1)}
    heads = [code for code, _ in (*after[:SHOWN], *before[:SHOWN])]
    shown = dict.fromkeys([about, *heads] if about in was or about in now else heads)
    found = [Move(code, was.get(code), now.get(code), code == gone) for code in shown]
    return [move for move in found if move.was != move.now]
