frappe.query_reports["Cost per home"] = {
	filters: [
		{
			fieldname: "from_date",
			label: __("From"),
			fieldtype: "Date",
			default: frappe.datetime.add_months(frappe.datetime.get_today(), -12),
		},
		{ fieldname: "to_date", label: __("To"), fieldtype: "Date", default: frappe.datetime.get_today() },
		{ fieldname: "grant", label: __("Grant"), fieldtype: "Link", options: "Grant" },
	],
	// The sum leads to the booked rows behind it.
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname !== "booked" || !data?.grant) return shown;
		const asked = new URLSearchParams({
			grant: data.grant,
			docstatus: 1,
			posting_date: JSON.stringify(["between", [data.since, data.until]]),
		});
		return `<a href="${frappe.utils.generate_route({ type: "doctype", name: "Grant Entry" })}?${asked}">${shown}</a>`;
	},
};
