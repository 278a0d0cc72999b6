"""An officer's spreadsheet of homes or households on its way into the register.

`reading` opens it, `trial` tries every row on the real rules and takes it all back, `transfer` lets the
platform's Data Import insert the good rows in one transaction: all of them, or nothing at all.
`guard` keeps raw Swedish sheets out of the platform's own page, which would misread their numbers.
"""

from types import MappingProxyType

SHEET_KINDS = MappingProxyType({"Listing": "listings", "Applicant": "households"})

_PLATFORM = "frappe.core.doctype.data_import.data_import"
# The platform's calls about a Data Import, with the permission that Frappe 15 doesn't ask for.
OVERRIDE_WHITELISTED_METHODS: dict[str, str] = {
	f"{_PLATFORM}.{name}": f"oppna_ditt_hem.imports.platform_page.{name}"
	for name in (
		"get_preview_from_template",
		"form_start_import",
		"get_import_status",
		"download_errored_template",
		"download_import_log",
	)
}
