"""Spreadsheets as an office really has them: read into rows, or refused by row and column."""

from .files import UnreadableSheet
from .reader import Sheet, read
from .schema import SCHEMAS
from .template import write_template

__all__ = ["SCHEMAS", "Sheet", "UnreadableSheet", "read", "write_template"]
