frappe.query_reports["Outcomes and ends"] = {
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
			fieldname: "part",
			label: __("Part"),
			fieldtype: "Select",
			options: ["", "Ends", "Follow-up"].map((value) => ({ value, label: __(value) })),
		},
	],
	// The number of an end leads to the placements behind it.
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "number" || !data?.stage) return shown;
		const asked = new URLSearchParams({ stage: data.stage });
		asked.set(data.reason_field, data.reason || JSON.stringify(["is", "not set"]));
		return `<a href="${frappe.utils.generate_route({ type: "doctype", name: "Placement" })}?${asked}">${value}</a>`;
	},
};
