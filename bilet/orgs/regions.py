"""A region as data: `content/regions/<code>.yaml`, with its municipalities on a tile map."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator

from bilet.content.kinds import ContentKind
from bilet.content.reader import Part
from bilet.content.text import Text


class Municipality(Part):
    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    x: int = Field(ge=0, le=30)  # place on the tile map: to the east
    y: int = Field(ge=0, le=30)  # to the south
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class Region(Part):
    code: str = Field(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")  # ISO 3166-2
    version: int = Field(ge=1)
    name: Text
    path: str = Field(pattern=r"^[a-z0-9]+/[a-z0-9]+/$")  # of the region in the tree
    time_zone: str
    municipalities: list[Municipality] = Field(min_length=1)

    @field_validator("time_zone")
    @classmethod
    def zone_is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("no such time zone; write it as Europe/Moscow") from error
        return name

    @model_validator(mode="after")
    def municipalities_differ(self) -> Self:
        codes = Counter(each.code for each in self.municipalities)
        tiles = Counter((each.x, each.y) for each in self.municipalities)
        for what, counted in (("code", codes), ("tile", tiles)):
            if twice := [key for key, n in counted.items() if n > 1]:
                raise ValueError(f"municipalities: {what} {twice} is used twice; change one")
        return self


def _paths_twice(parts: dict[str, Region], _root: Path) -> Iterator[str]:
    for path, n in Counter(region.path for region in parts.values()).items():
        if n > 1:
            yield f"regions: the path {path} is used by {n} regions; give each its own"


REGIONS = ContentKind(
    folder="regions",
    pattern="*.yaml",
    model=Region,
    key=lambda region: region.code,
    also=_paths_twice,
)
