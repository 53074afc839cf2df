"""What a person says of professions, what they were advised, and their own plan."""

from bilet.guidance.models.advice import Advice
from bilet.guidance.models.marks import ProfessionMark
from bilet.guidance.models.plans import OwnPlan, PlanStep, PlanVersion, TeacherNote

__all__ = ["Advice", "OwnPlan", "PlanStep", "PlanVersion", "ProfessionMark", "TeacherNote"]
