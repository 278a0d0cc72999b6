"""The Vansbro data set as its tests read it."""

import json
from datetime import date
from pathlib import Path

from oppna_ditt_hem.demo import story

ROOT = Path(__file__).parents[2] / "oppna_ditt_hem"
MODULE = ROOT / "oppna_ditt_hem"
ANCHOR = date(2016, 11, 15)


def story_of(kind, anchor=ANCHOR):
	return story.records(kind, anchor)


def fields_of(doctype):
	document = json.loads((MODULE / "doctype" / doctype / f"{doctype}.json").read_text())
	return {field["fieldname"]: field for field in document["fields"]}
