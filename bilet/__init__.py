"""«Билет»: early career guidance for pupils of grades 6–11."""
