"""Öppna ditt hem: a municipality's brokerage of homes to newly arrived people."""

__version__ = "0.1.0"
