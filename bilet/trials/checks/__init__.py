"""What the server works out again from a product itself, whatever the browser said of it.

Pure functions: a task and a product in, numbers out. The same arithmetic runs in the browser
(`frontend/trials/`); `tests/vectors.json` holds examples that both must agree on.
"""

from bilet.trials.checks.feedback import feedback_of, steps_made
from bilet.trials.checks.products import (
    CodeProduct,
    DesignProduct,
    DeskProduct,
    Product,
    WeldProduct,
    read_product,
)

__all__ = [
    "CodeProduct",
    "DesignProduct",
    "DeskProduct",
    "Product",
    "WeldProduct",
    "feedback_of",
    "read_product",
    "steps_made",
]
