"""The trial programmes."""

from bilet.content.kinds import ContentKind
from bilet.trials.program import Program

PROGRAMS = ContentKind(
    folder="trials", pattern="*/program.yaml", model=Program, key=lambda program: program.code
)
