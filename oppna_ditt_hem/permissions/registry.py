"""The row rules by DocType, for those parts that work on all of them."""

from oppna_ditt_hem.permissions import (
	answer_link,
	applicant,
	concern,
	landlord,
	listing,
	match_proposal,
	matching_run,
	placement,
	stage_log,
	year_pack,
)
from oppna_ditt_hem.permissions.rules import Rows

ROWS: dict[str, Rows] = {
	module.ROWS.doctype: module.ROWS
	for module in (
		landlord,
		listing,
		applicant,
		placement,
		match_proposal,
		matching_run,
		concern,
		stage_log,
		answer_link,
		year_pack,
	)
}
