"""A document comes in: read, cleaned, cut into passages."""
