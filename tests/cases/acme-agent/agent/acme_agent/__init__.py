"""Acme Fleet Agent."""

__version__ = "3.4.1"
