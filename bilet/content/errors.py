"""How a content file is refused."""


class ContentError(Exception):
    """A content file is wrong. The text names the file, the place and the remedy."""
