"""The whole result as data for another program; docs/command.md says what each key holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..inventory import Source
from ..job import Job
from ..words import Translate
from ..words import render as say
from . import parts

FORMAT = 1
"""Counted up when a key changes its meaning or goes away; new keys may come without it."""
SHEETS = ("listings", "households", "localities")


def render(job: Job, language: str, translate: Translate) -> str:
	return json.dumps(
		contents(job, language, translate), ensure_ascii=False, indent=1, allow_nan=False, sort_keys=False
	)


def contents(job: Job, language: str, translate: Translate) -> dict[str, Any]:
	return {
		"format": FORMAT,
		"today": job.today.isoformat(),
		"language": language,
		"files": [_file(source) for source in job.sources],
		"rules": job.rules.as_criteria(),
		"households": {name: _household(job, name, translate) for name in job.households},
		"listings": {name: _listing(job, name, translate) for name in job.listings},
		"round": with_texts(job, job.round.as_dict(), translate),
		"faults": [
			{key: value for key, value in fault.items() if key != "line"}
			for fault in parts.faults(job, translate)
		],
	}


def _file(source: Source) -> dict[str, Any]:
	return {
		"file": source.filename,
		"kind": source.sheet.kind,
		"rows_read": len(source.sheet.rows),
		"rows_left_out": source.rows_left_out,
		"columns_not_read": source.sheet.unknown_columns,
	}


def _household(job: Job, name: str, translate: Translate) -> dict[str, Any]:
	row = job.households[name]
	return {
		"label": job.household(name, translate),
		"row": row["row_number"],
		"people": row["household_size"],
		"protected": bool(row.get("protected_identity")),
	}


def _listing(job: Job, name: str, translate: Translate) -> dict[str, Any]:
	row = job.listings[name]
	kept = ("kind", "locality", "places", "rent")
	return {
		"label": job.home(name, translate),
		"row": row["row_number"],
		**{key: row.get(key) for key in kept},
	}


def with_texts(job: Job, value: Any, translate: Translate) -> Any:
	"""The value with the whole sentence, `text`, beside each template and its parameters."""
	if isinstance(value, Mapping):
		found = {key: with_texts(job, inner, translate) for key, inner in value.items()}
		if isinstance(value.get("template"), str) and isinstance(value.get("params"), Mapping):
			found["text"] = say(value["template"], value["params"], translate, job.show)
		return found
	if isinstance(value, (list, tuple)):
		return [with_texts(job, inner, translate) for inner in value]
	return value
