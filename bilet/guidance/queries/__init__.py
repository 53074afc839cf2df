"""Reading for the pages of guidance: evidence, advice, the next step."""
