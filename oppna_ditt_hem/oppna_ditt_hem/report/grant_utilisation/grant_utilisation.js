frappe.query_reports["Grant utilisation"] = {
	filters: [
		{ fieldname: "year", label: __("Year"), fieldtype: "Int", default: Number(frappe.datetime.get_today().slice(0, 4)) },
		{ fieldname: "grant", label: __("Grant"), fieldtype: "Link", options: "Grant" },
	],
	// The sum leads to the booked rows behind it; the last row is the total.
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (data?.total) return `<b>${shown}</b>`;
		if (column.fieldname !== "booked" || !data?.line) return shown;
		const asked = new URLSearchParams({ grant: data.grant, budget_line: data.line, docstatus: 1 });
		return `<a href="${frappe.utils.generate_route({ type: "doctype", name: "Grant Entry" })}?${asked}">${shown}</a>`;
	},
};
