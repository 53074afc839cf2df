"""Pages and fragments about events. A view finds, asks one function, and renders."""
