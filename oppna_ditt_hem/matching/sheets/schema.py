"""Every kind of sheet there is."""

from __future__ import annotations

from .declare import Schema
from .households import HOUSEHOLDS, LOCALITIES
from .listings import LISTINGS

SCHEMAS: dict[str, Schema] = {schema.kind: schema for schema in (LISTINGS, HOUSEHOLDS, LOCALITIES)}
