"""The ZIP itself: the files of each report, `manifest.json` and `SHA256SUMS`."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from hashlib import sha256

import frappe
from frappe.utils import get_datetime_str, now_datetime

from oppna_ditt_hem.year_pack import contents, pages

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"


def make(
	since: date, until: date, progress: Callable[[int, int, str], None] = lambda *_: None
) -> tuple[bytes, dict]:
	"""The pack of a period, as far as the current user may see it, and its manifest.

	Args:
		since, until: the first and the last day, both included.
		progress: told how many of how many reports are done, and the title of the next.
	"""
	parts, left_out = contents.parts(since, until)
	written = io.BytesIO()
	told = []
	with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
		for number, part in enumerate(parts):
			progress(number, len(parts), part.title)
			files, rows = pages.files_of(part)
			told.append(
				entry(part, rows, [put(archive, part, kind, content) for kind, content in files.items()])
			)
		manifest = {**about(since, until), "reports": told, "left_out": [one.__dict__ for one in left_out]}
		written_down = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
		archive.writestr(MANIFEST, written_down)
		archive.writestr(SUMS, sums([*files_in(told), summed(MANIFEST, written_down)]))
	return written.getvalue(), manifest


def put(archive: zipfile.ZipFile, part: contents.Part, kind: str, content: bytes) -> dict:
	path = f"{kind}/{part.title.replace('/', '-')}.{kind}"
	archive.writestr(path, content)
	return summed(path, content)


def summed(path: str, content: bytes) -> dict:
	return {"path": path, "bytes": len(content), "sha256": sha256(content).hexdigest()}


def files_in(told: list[dict]) -> list[dict]:
	return [file for report in told for file in report["files"]]


def entry(part: contents.Part, rows: int, files: list[dict]) -> dict:
	return {"report": part.report, "title": part.title, "filters": part.filters, "rows": rows, "files": files}


def about(since: date, until: date) -> dict:
	"""Whose pack it is, and of what."""
	return {
		"municipality": frappe.db.get_single_value("Housing Settings", "municipality"),
		"period": {"from": str(since), "to": str(until)},
		"made_on": get_datetime_str(now_datetime()),
		"made_by": frappe.session.user,
		"language": frappe.local.lang,
		"versions": {app: frappe.get_attr(f"{app}.__version__") for app in ("frappe", "oppna_ditt_hem")},
	}


def sums(files: list[dict]) -> str:
	"""Checksums as `sha256sum -c` reads them."""
	return "".join(f"{one['sha256']}  {one['path']}\n" for one in files)
