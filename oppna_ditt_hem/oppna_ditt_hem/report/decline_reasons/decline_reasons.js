frappe.query_reports["Decline reasons"] = {
	filters: [
		{
			fieldname: "from_date",
			label: __("From"),
			fieldtype: "Date",
			default: frappe.datetime.add_months(frappe.datetime.get_today(), -12),
		},
		{ fieldname: "to_date", label: __("To"), fieldtype: "Date", default: frappe.datetime.get_today() },
		{ fieldname: "locality", label: __("Locality"), fieldtype: "Link", options: "Locality" },
		{
			fieldname: "declined_by",
			label: __("Said by"),
			fieldtype: "Select",
			options: ["", "Landlord", "Household", "Officer"].map((value) => ({ value, label: __(value) })),
		},
	],
	// The number leads to the placements behind it.
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "number" || !data?.decline_reason) return shown;
		const { declined_by, decline_reason, stage } = data;
		const asked = new URLSearchParams({ declined_by, decline_reason, stage });
		const list = frappe.utils.generate_route({ type: "doctype", name: "Placement" });
		return `<a href="${list}?${asked}">${value}</a>`;
	},
};
