"""bilet guard [--profiles N] [--seed N] [--json] — is the advice blind to who asks?"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from bilet.guidance.engine.catalogue import catalogue
from bilet.guidance.engine.exposure import FAIR, FieldExposure, Guard, guard, offers_by_place
from bilet.guidance.queries.candidates import online
from bilet.professions.fields import FIELD_NAMES
from bilet.reports.catalogue.exposure import at_sites


class Command(BaseCommand):
    help = "Try the advice out on made-up profiles; exits 1 when it is not blind to who asks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--profiles", type=int, default=1000, help="of each population")
        parser.add_argument("--seed", type=int, default=2026)
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--language", choices=["ru", "en"], default="ru")

    def handle(self, *_args: Any, profiles: int, seed: int, **options: Any) -> None:
        made = guard(catalogue(), profiles=profiles, seed=seed)
        places = _places()
        if options["as_json"]:
            told = _as_data(made) | {"seed": seed, "offered_first": places}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            with translation.override(options["language"]):
                self.stdout.write(_table(made, places))
        if not made.is_fair:
            unfair = [field.field for field in made.fields if not field.is_fair]
            raise CommandError(
                f"Not blind: {made.unlike} of {made.again} equal profiles got another list; "
                f"out of {FAIR[0]}–{FAIR[1]}: {unfair}"
            )


def _places() -> dict[str, dict[str, float]]:
    """The field of the first offer: every profession tried at sites, or online trials alone."""
    known, far = catalogue(), online()
    near = [*far, *at_sites(known.codes)]
    found = offers_by_place(known, near, far)
    return {offer.field: {"near": offer.near, "far": offer.far} for offer in found}


def _as_data(made: Guard) -> dict[str, Any]:
    fields = [asdict(each) | _ratios(each) for each in made.fields]
    return asdict(made) | {"synthetic": True, "is_fair": made.is_fair, "fields": fields}


def _ratios(field: FieldExposure) -> dict[str, float | None]:
    return {
        "ratio": field.ratio,
        "ratio_of_equals": field.ratio_of_equals,
        "ratio_with_rotation": field.ratio_with_rotation,
    }


def _table(made: Guard, places: dict[str, dict[str, float]]) -> str:
    lines = [
        f"Made-up profiles: {made.profiles} of each population, {made.equals} pairs of equals. "
        "In the list, %; ratios are women to men.",
        f"{'':28}{'men':>6}{'women':>7}{'equals':>8}{'as are':>8}{'+rotation':>11}"
        f"{'near':>7}{'far':>6}",
    ]
    for each in made.fields:
        place = places[each.field]
        lines.append(
            f"{FIELD_NAMES[each.field]!s:28}{each.men:6.0%}{each.women:7.0%}"
            f"{_said(each.ratio_of_equals):>8}{_said(each.ratio):>8}"
            f"{_said(each.ratio_with_rotation):>11}{place['near']:7.0%}{place['far']:6.0%}"
        )
    return "\n".join([
        *lines,
        f"Equal profiles of another person: {made.again} lists made again, {made.unlike} unlike.",
        f"Every ratio of equals lies within {FAIR[0]}–{FAIR[1]}." if made.is_fair else "",
    ])  # fmt: skip


def _said(ratio: float | None) -> str:
    return "—" if ratio is None else f"{ratio:.2f}"
