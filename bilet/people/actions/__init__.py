"""Everything that changes people, codes, links and consents."""
