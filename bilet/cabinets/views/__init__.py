"""Home pages per role, the start page and the demo."""
