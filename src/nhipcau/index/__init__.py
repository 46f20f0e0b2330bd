"""Documents are kept: embedded, indexed, committed as a generation."""
