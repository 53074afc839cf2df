"""The plan as plain data for the A4 document."""

from datetime import datetime
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from bilet.core.templatetags.words import day
from bilet.guidance.models import TeacherNote
from bilet.guidance.queries.plan import MentorWords, PlanPage, StepRow
from bilet.people.models import Pupil


def paper(page: PlanPage, pupil: Pupil | None, *, at: datetime) -> dict[str, Any]:
    """Data of `guidance/plan.typ`: words only, in the language and the zone of the page."""
    current = page.current
    return {
        "language": get_language() or "ru",
        "title": _("My plan"),
        "name": pupil.short_name if pupil else "",
        "printed": _("Printed on %(day)s") % {"day": day(at)},
        "goals": current.goal_lines if current else [],
        "thoughts": current.words.splitlines() if current else [],
        "thought_on": day(current.at) if current else "",
        "steps": [_step(row) for row in (*page.open, *page.done)],
        "said": [*(_note(note) for note in page.notes), *(_mentor(m) for m in page.mentors)],
        "words": {
            "goals": _("What I want to understand or try by May"),
            "thoughts": _("Why I think so now"),
            "steps": _("Steps"),
            "step": _("Step"),
            "when": _("When"),
            "done": pgettext("a step is", "done"),
            "said": _("What adults said"),
            "by_hand": _("By hand"),
            "no_steps": _("No steps yet."),
        },
    }


def _step(row: StepRow) -> dict[str, Any]:
    when = day(row.done_at) if row.done_at else day(row.step.due)
    return {
        "kind": str(row.step.get_kind_display()),
        "title": row.title,
        "words": row.own_words,
        "when": when or "—",
        "done": row.done_at is not None,
    }


def _note(note: TeacherNote) -> dict[str, Any]:
    return {
        "lines": [str(note.get_phrase_display()), *note.words.splitlines()],
        "who": f"{note.author_name}, {_('teacher')} · {day(note.at)}",
    }


def _mentor(words: MentorWords) -> dict[str, Any]:
    return {
        "lines": [line for line in (words.strength, words.next_try) if line],
        "who": f"{words.name}, {_('mentor')}: {words.title} · {day(words.at)}",
    }
