"""The shapes of products, as the islands keep them. What does not fit the shape is not read."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bilet.trials.desk import DeskTask
from bilet.trials.program import CodeTask, DesignTask, OnlineTask

Id = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]


class Piece(BaseModel):
    """A piece of a product; unknown keys of an older or newer island are left out."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class CodeWork(Piece):
    code: str = Field(max_length=20_000)
    # What the checks said in the browser: the only word we have, so it is shown as such.
    passed: dict[Id, bool] = Field(default={}, max_length=40)
    runs: int = Field(default=0, ge=0, le=100_000)


class CodeProduct(Piece):
    stages: dict[Id, CodeWork] = Field(default={}, max_length=20)


class Block(Piece):
    x: float = Field(ge=-2_000, le=2_000)
    y: float = Field(ge=-2_000, le=3_000)
    w: float = Field(ge=40, le=1_000)
    step: int = Field(ge=0, le=9)
    align: Literal["left", "center", "right"] = "left"
    ink: int = Field(ge=0, le=7)


class Poster(Piece):
    palette: int = Field(ge=0, le=20)
    ground: int = Field(ge=0, le=7)
    blocks: dict[Id, Block] = Field(max_length=20)


class DesignProduct(Piece):
    """`versions` are shown to the client; `draft` is what lies on the table."""

    draft: Poster | None = None
    versions: list[Poster] = Field(default=[], max_length=2)
    # What is done about each wish of the client: do it, do it another way, leave it.
    wishes: dict[str, Literal["do", "other", "keep"]] = Field(default={}, max_length=12)


# One stroke: milliseconds, hundredths of a millimetre along the seam, the same of the arc, again.
Stroke = Annotated[
    list[Annotated[int, Field(ge=-100_000, le=10_000_000)]], Field(max_length=3 * 4_000)
]


class Attempt(Piece):
    strokes: list[Stroke] = Field(max_length=60)
    by: Literal["hand", "keys"] = "hand"


class WeldProduct(Piece):
    seams: dict[Id, Annotated[list[Attempt], Field(max_length=3)]] = Field(
        default={}, max_length=20
    )


class DeskWork(Piece):
    """What lies on the table of one stage; each action reads its own part."""

    placed: dict[Id, Id] = Field(default={}, max_length=20)
    order: list[Id] = Field(default=[], max_length=20)
    picked: list[Id] = Field(default=[], max_length=60)
    values: dict[Id, Annotated[float, Field(ge=-1e9, le=1e9)] | None] = Field(
        default={}, max_length=12
    )
    chosen: dict[Id, Annotated[list[Id], Field(max_length=12)]] = Field(default={}, max_length=10)
    tries: int = Field(default=0, ge=0, le=100_000)


class DeskProduct(Piece):
    stages: dict[Id, DeskWork] = Field(default={}, max_length=10)


Product = CodeProduct | DesignProduct | WeldProduct | DeskProduct


def read_product(task: OnlineTask, raw: Any) -> Product | None:
    """The product of `task`; None when it is not one."""
    shape: type[Product] = WeldProduct
    if isinstance(task, CodeTask):
        shape = CodeProduct
    elif isinstance(task, DesignTask):
        shape = DesignProduct
    elif isinstance(task, DeskTask):
        shape = DeskProduct
    try:
        return shape.model_validate(raw)
    except ValidationError:
        return None
