"""The shape of answers as they come from the player."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bilet.assessments.errors import AnswersTooLargeError, UnreadableAnswersError

MAX_BYTES = 200_000
MAX_ITEMS = 400

MAX_LINES = 60

Id = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]
# What is given: an option, a number, the moves of a game.
Said = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,200}$")]
Line = Annotated[str, Field(min_length=1, max_length=120)]
Place = Annotated[int, Field(ge=0, le=400)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Tapped(_Shape):
    """Signs tapped on a page, and the last one that was touched; -1 for none."""

    tapped: list[Place] = Field(max_length=MAX_ITEMS)
    last: int = Field(ge=-1, le=400)


class Written(_Shape):
    """Ideas, one a line."""

    lines: list[Line] = Field(max_length=MAX_LINES)


class Given(_Shape):
    v: Said | Tapped | Written | Annotated[dict[Id, Said], Field(max_length=MAX_ITEMS)]
    # Milliseconds in sight; none when the page without a player was used.
    t: float | None = Field(ge=0, le=1e9, allow_inf_nan=False)
    s: int = Field(ge=0, le=2**53)  # sequence number of the client


class Batch(_Shape):
    answers: dict[Id, Given] = Field(max_length=MAX_ITEMS)

    @property
    def highest(self) -> int:
        return max((given.s for given in self.answers.values()), default=0)


def read_batch(body: bytes) -> Batch:
    """The answers in the body of a request.

    Raises:
        AnswersTooLargeError: more than 200 KB.
        UnreadableAnswersError: it is not JSON, or not of this shape; the place is named.
    """
    if len(body) > MAX_BYTES:
        raise AnswersTooLargeError
    try:
        return Batch.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])[:80]
        raise UnreadableAnswersError(what=f"{place or 'JSON'}: {first['msg']}") from error
