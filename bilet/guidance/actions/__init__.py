"""What changes in guidance: marks on professions, versions of the advice, the own plan."""

from bilet.guidance.actions.marks import (
    claim_marks,
    forget_guest_marks,
    mark_profession,
    remember_advice,
    unmark,
)
from bilet.guidance.actions.plans import (
    Wanted,
    add_step,
    change_step,
    claim_plan,
    forget_guest_plans,
    leave_note,
    mark_step,
    plan_for,
    share_plan,
    write_words,
)

__all__ = [
    "Wanted",
    "add_step",
    "change_step",
    "claim_marks",
    "claim_plan",
    "forget_guest_marks",
    "forget_guest_plans",
    "leave_note",
    "mark_profession",
    "mark_step",
    "plan_for",
    "remember_advice",
    "share_plan",
    "unmark",
    "write_words",
]
