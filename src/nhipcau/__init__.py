"""Nhịp Cầu: answers about Việt Nam's people-to-people diplomacy, each sentence cited to a stored quote."""

__version__ = "0.1.0"
