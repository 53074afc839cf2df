"""How much the demo region holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    schools: int
    pupils: int
    sites: int
    past_events: int
    coming_events: int
    sittings: int
    runs: int
    learners: int  # adults and pupils who have begun a course


REGION = Size(
    schools=20,
    pupils=600,
    sites=14,
    past_events=70,
    coming_events=45,
    sittings=900,
    runs=180,
    learners=150,
)
