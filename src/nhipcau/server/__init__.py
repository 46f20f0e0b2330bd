"""The answer goes out over HTTP."""
