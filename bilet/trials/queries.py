"""What the pages of trials read: a fixed number of SQL queries each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from bilet.core.charts.rows import Bar
from bilet.core.templatetags.words import number
from bilet.people.models import Owner, Person
from bilet.people.rules import has_consent
from bilet.professions.fields import FIELD_NAMES
from bilet.professions.library import PROFESSIONS
from bilet.professions.profession import Profession
from bilet.trials import pictures, sheets
from bilet.trials.checks import (
    CodeProduct,
    DesignProduct,
    DeskProduct,
    WeldProduct,
    read_product,
    weld,
)
from bilet.trials.desk import DeskTask
from bilet.trials.library import PROGRAMS
from bilet.trials.models import ASKED_WITHIN, MENTOR_FEEDBACK, TrialRun
from bilet.trials.program import (
    CodeTask,
    Criterion,
    DesignTask,
    Level,
    OnlineTask,
    Program,
    WeldTask,
)
from bilet.trials.wording import (
    DEFECTS,
    ONLINE_RESULTS,
    ONLINE_TASKS,
    PHRASES,
    POSTER_CHECKS,
    POSTER_NOTES,
    WAYS,
    WISHES,
)


@dataclass(frozen=True, slots=True)
class Card:
    """A programme in the catalogue."""

    program: Program
    profession: Profession
    minutes: int
    result: Promise | str

    @property
    def field(self) -> str:
        return str(self.profession.field)

    @property
    def grades(self) -> tuple[int, int]:
        return self.program.grades.from_, self.program.grades.to


@dataclass(frozen=True, slots=True)
class Catalogue:
    way: str
    tabs: list[dict[str, Any]]
    fields: list[tuple[str, Promise | str, list[Card]]]  # code, name, cards


def catalogue(way: str) -> Catalogue:
    """Programmes that can be done in this `way`, by field of work."""
    programs = [program for program in PROGRAMS.all().values() if program.status != "draft"]
    shown = [card for program in programs if (card := _card(program, way))]
    counts = {each: sum(each in program.formats for program in programs) for each in WAYS}
    tabs = [
        {"title": name, "href": f"?way={each}", "count": counts[each], "current": each == way}
        for each, name in WAYS.items()
    ]
    fields = [
        (code, name, [card for card in shown if card.field == code])
        for code, name in FIELD_NAMES.items()
        if any(card.field == code for card in shown)
    ]
    return Catalogue(way, tabs, fields)


def _card(program: Program, way: str) -> Card | None:
    profession = PROFESSIONS.get(program.profession)
    if profession is None or way not in program.formats:
        return None
    if way == "online_self" and program.online and program.online_minutes:
        return Card(program, profession, program.online_minutes, online_words(program.online)[1])
    return Card(program, profession, program.minutes, program.result)


def online_words(task: OnlineTask) -> tuple[Promise | str, Promise | str]:
    """What one does in the browser, and what one has at the end."""
    if isinstance(task, DeskTask):
        return task.does, task.gives
    return ONLINE_TASKS[task.kind], ONLINE_RESULTS[task.kind]


def field_of(program: Program) -> str:
    """The field of work of the programme's profession."""
    profession = PROFESSIONS.get(program.profession)
    return str(profession.field) if profession else ""


def open_run(program: Program, owner: Owner) -> TrialRun | None:
    """What the owner has begun and not finished."""
    if owner.pupil is None and owner.guest is None:
        return None
    begun = TrialRun.objects.of(owner).filter(program=program.code, finished_at__isnull=True)
    return begun.only("id", "started_at").first()


@dataclass(slots=True)
class Part:
    """A piece of a shown product: a stage, a version, a seam, a part of a sheet."""

    title: str
    code: str = ""
    picture: SafeString | None = None
    passed: int = 0
    total: int = 0
    rows: list[Any] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    note: str = ""
    sheet: list[sheets.Block] = field(default_factory=list)


def product_parts(program: Program, run: TrialRun) -> list[Part]:
    """The product as one looks at it, with what our checks say. Nothing of it is trusted."""
    task, product = program.online, None
    if task is not None:
        product = read_product(task, run.product)
    if isinstance(task, CodeTask) and isinstance(product, CodeProduct):
        return _code_parts(task, product, run.feedback)
    if isinstance(task, DesignTask) and isinstance(product, DesignProduct):
        return _poster_parts(task, product)
    if isinstance(task, WeldTask) and isinstance(product, WeldProduct):
        return _seam_parts(task, product, run.feedback)
    if isinstance(task, DeskTask) and isinstance(product, DeskProduct):
        return _desk_parts(task, product, run.feedback)
    return []


def _code_parts(task: CodeTask, product: CodeProduct, notes: Sequence[Any]) -> list[Part]:
    said = {(note.get("stage"), note.get("check")): bool(note.get("ok")) for note in notes}
    parts = []
    for stage in task.stages:
        work = product.stages.get(stage.id)
        if work is None:
            continue
        rows = [(check.title, said.get((stage.id, check.id), False)) for check in stage.checks]
        passed = sum(ok for _title, ok in rows)
        parts.append(Part(stage.title, code=work.code, rows=rows, passed=passed, total=len(rows)))
    return parts


def _desk_parts(task: DeskTask, product: DeskProduct, notes: Sequence[Any]) -> list[Part]:
    said = {(note.get("stage"), note.get("check")): bool(note.get("ok")) for note in notes}
    parts = []
    for stage in task.stages:
        work = product.stages.get(stage.id)
        if work is None or not work.tries:
            continue
        rows = [(rule.title, said.get((stage.id, rule.id), False)) for rule in stage.action.rules]
        parts.append(
            Part(
                stage.sheet,
                sheet=sheets.sheet(stage, work),
                rows=rows,
                passed=sum(ok for _title, ok in rows),
                total=len(rows),
            )
        )
    return parts


def _poster_parts(task: DesignTask, product: DesignProduct) -> list[Part]:
    names = [gettext("Version one"), gettext("Version two")]
    return [
        Part(name, picture=pictures.poster_picture(task, version, title=name))
        for name, version in zip(names, product.versions, strict=False)
    ]


def _seam_parts(task: WeldTask, product: WeldProduct, notes: Sequence[Any]) -> list[Part]:
    by_seam = {note.get("seam"): note for note in notes}
    parts = []
    for seam in task.seams:
        attempts = product.seams.get(seam.id, [])
        chosen = weld.best(seam, attempts)
        if chosen is None:
            continue
        bead = weld.bead(seam, attempts[chosen].strokes)
        rows = [(DEFECTS[kind], pictures.percent(share)) for kind, share in bead.shares.items()]
        parts.append(
            Part(
                seam.title,
                picture=pictures.seam_picture(seam, bead),
                rows=rows,
                bars=[Bar(str(name), value, f"{value} %") for name, value in rows],
                note=_why(task, bead),
                passed=by_seam.get(seam.id, {}).get("attempts", len(attempts)),
            )
        )
    return parts


def _why(task: WeldTask, bead: weld.Bead) -> str:
    """The reason of the most frequent defect."""
    defect, share = max(
        ((name, bead.shares.get(name, 0.0)) for name in task.defects), key=lambda row: row[1]
    )
    return task.defects[defect] if share else ""


@dataclass(frozen=True, slots=True)
class PosterRow:
    """One check over the versions: (shown number, is it fine)."""

    title: Promise | str
    note: str
    cells: list[tuple[str, bool]]


def poster_rows(run: TrialRun) -> list[PosterRow]:
    """The checks of a poster, one row each, one cell per version."""
    notes = [note for note in run.feedback if note.get("check") in POSTER_CHECKS]
    rows = []
    for code, title in POSTER_CHECKS.items():
        found = [note for note in notes if note["check"] == code]
        if not found:
            continue
        limit = {"limit": _in_words(code, found[0]["limit"])}
        cells = [(_in_words(code, note["value"]), bool(note["ok"])) for note in found]
        rows.append(PosterRow(title, str(POSTER_NOTES[code]) % limit, cells))
    return rows


def _in_words(check: str, value: float) -> str:
    """A number of a check with its unit: shares in per cent, letters in mm of A3."""
    if check in {"margins", "air"}:
        return f"{number(round(value * 100, 1))}\u00a0%"
    if check == "distance":
        return gettext("%(number)s mm") % {"number": number(round(value * 0.297, 1))}
    shown = str(number(round(value, 1)))
    return {"contrast": f"{shown}\u00a0:\u00a01", "order": f"×{shown}"}.get(check, shown)


def wish_rows(program: Program, run: TrialRun) -> list[tuple[str, Promise | str]]:
    """What the client wished, and what was done about it."""
    task = program.online
    if not isinstance(task, DesignTask):
        return []
    product = read_product(task, run.product)
    if not isinstance(product, DesignProduct):
        return []
    return [
        (wish, WISHES[product.wishes[str(n)]])
        for n, wish in enumerate(task.wishes)
        if str(n) in product.wishes
    ]


@dataclass(frozen=True, slots=True)
class Review:
    mentor: str
    at: datetime
    rows: list[tuple[Criterion, Level]]
    phrases: list[Promise | str]


def review_of(program: Program, run: TrialRun) -> Review | None:
    """The mentor's word, while the consent to it stands."""
    if run.reviewed_at is None or run.pupil is None or not has_consent(run.pupil, MENTOR_FEEDBACK):
        return None
    chosen = run.review.get("levels", {})
    rows = [
        (criterion, level)
        for criterion in program.criteria
        for level in criterion.levels
        if chosen.get(criterion.id) == level.id
    ]
    phrases = [PHRASES[code] for code in run.review.get("phrases", []) if code in PHRASES]
    return Review(run.mentor_name, run.reviewed_at, rows, phrases)


@dataclass(frozen=True, slots=True)
class QueueRow:
    run: TrialRun
    program: Program
    profession: Profession | None
    days_left: int


def review_queue(mentor: Person, *, at: datetime) -> list[QueueRow]:
    """Works that wait for a word, the oldest first. Nickname and grade, nothing else."""
    runs = _for_mentors(
        TrialRun.objects.within_mentor_reach_of(mentor, at=at)
        .awaiting_review(at)
        .order_by("review_asked_at")[:100]
    )
    rows = []
    for run in runs:
        program, due = PROGRAMS.get(run.program), run.review_due()
        if program is not None and due is not None:
            days = max(0, (due - at).days)
            rows.append(QueueRow(run, program, PROFESSIONS.get(run.profession), days))
    return rows


def _for_mentors(runs: QuerySet[TrialRun]) -> QuerySet[TrialRun]:
    """Only what a mentor needs leaves the database."""
    return runs.select_related("pupil").only(
        "id", "program", "profession", "review_asked_at", "pupil__nickname", "pupil__grade"
    )


def run_for_mentor(mentor: Person, run_id: UUID, *, at: datetime) -> TrialRun | None:
    """One work within the mentor's reach, without anything that is not the mentor's business."""
    reach = TrialRun.objects.within_mentor_reach_of(mentor, at=at).filter(pk=run_id)
    return (
        reach.select_related("pupil")
        .defer("words", "verdict", "interest_before", "interest_after")
        .first()
    )


def review_page(program: Program, run: TrialRun) -> dict[str, Any]:
    """The work as a mentor sees it."""
    return {
        "program": program,
        "run": run,
        "parts": product_parts(program, run),
        "poster_rows": poster_rows(run),
        "wishes": wish_rows(program, run),
        "given": review_of(program, run),
    }


def result_page(program: Program, run: TrialRun) -> dict[str, Any]:
    """Everything of the result page of the pupil."""
    now = timezone.now()
    change = None
    if run.interest_before and run.interest_after:
        change = pictures.change_picture(run.interest_before, run.interest_after)
    due = run.review_due()
    return review_page(program, run) | {
        "profession": PROFESSIONS.get(run.profession),
        "kind": program.online.kind if program.online else "",
        "change": change,
        "zone": run.pupil.region.time_zone if run.pupil else "UTC",
        "due": due,
        "review_open": due is not None and due > now and run.reviewed_at is None,
        "review_missed": due is not None and due <= now and run.reviewed_at is None,
        "may_ask": run.finished_at is not None and run.finished_at > now - ASKED_WITHIN,
        "consent": run.pupil is not None and has_consent(run.pupil, MENTOR_FEEDBACK),
    }
