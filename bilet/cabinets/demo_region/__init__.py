"""The demo region: synthetic people, schools and events, made by the product's own actions."""

from bilet.cabinets.demo_region.fill import fill, is_filled
from bilet.cabinets.demo_region.size import REGION, Size

__all__ = ["REGION", "Size", "fill", "is_filled"]
