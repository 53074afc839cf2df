"""What people fill in about themselves, children and consents."""
