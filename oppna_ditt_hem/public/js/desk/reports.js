// What the reports share in the browser: their usual filters, and the way from a figure to the documents behind it.

export const report_filters = {
	// A year back until today; both days count.
	period: (from = __("From"), to = __("To")) => [
		{
			fieldname: "from_date",
			label: from,
			fieldtype: "Date",
			default: frappe.datetime.add_months(frappe.datetime.get_today(), -12),
		},
		{ fieldname: "to_date", label: to, fieldtype: "Date", default: frappe.datetime.get_today() },
	],
	locality: (label = __("Locality")) => link("locality", label, "Locality"),
	grant: () => link("grant", __("Grant"), "Grant"),
	// One of some values (a list, or labels by value); empty is any of them, or what `empty` says.
	choice: (fieldname, label, values, empty = "") => ({
		fieldname,
		label,
		fieldtype: "Select",
		options: [{ value: "", label: empty }, ...options_of(values)],
	}),
};

function options_of(values) {
	if (Array.isArray(values)) return values.map((value) => ({ value, label: __(value) }));
	return Object.entries(values).map(([value, label]) => ({ value, label }));
}

const link = (fieldname, label, options) => ({ fieldname, label, fieldtype: "Link", options });

// A report's formatter. A row's `behind` says by column which list (or view of a report) holds what the
// figure counts or sums.
export function lead_to_rows(value, row, column, data, default_formatter) {
	const shown = default_formatter(value, row, column, data);
	if (data?.total) return `<b>${shown}</b>`;
	const behind = value && data?.behind?.[column.fieldname];
	if (!behind) return shown;
	const here = behind.report && behind.report === frappe.query_report?.report_name;
	const filters = here ? ` data-report-filters="${frappe.utils.escape_html(JSON.stringify(behind.filters))}"` : "";
	return `<a href="${frappe.utils.escape_html(list_of(behind))}"${filters}>${shown}</a>`;
}

// The platform's router takes no notice of a link to the page that is open, whatever it asks for.
document.addEventListener(
	"click",
	(event) => {
		const link = event.target.closest("a[data-report-filters]");
		if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		event.stopPropagation();
		frappe.query_report.refresh_report(JSON.parse(link.dataset.reportFilters));
	},
	true
);

// Of a report that a worker has prepared the platform says when, and leaves out what the report itself says of its figures.
export function keep_message() {
	const { prepared_report, message } = frappe.query_report.raw_data;
	if (prepared_report && message) frappe.query_report.$status.append($("<div>").html(message)).show();
}

function list_of({ doctype, report, filters }) {
	const asked = new URLSearchParams();
	for (const [field, value] of Object.entries(filters)) {
		asked.set(field, Array.isArray(value) ? JSON.stringify(value) : value);
	}
	const target = report ? { type: "report", name: report } : { type: "doctype", name: doctype };
	return `${frappe.utils.generate_route({ is_query_report: Boolean(report), ...target })}?${asked}`;
}
