// Lists: the same few things for each of them, so that a person sees what waits first.

const AVAILABILITY = {
	Free: "green",
	"Partly Free": "blue",
	Reserved: "orange",
	Let: "gray",
	"Not Available": "gray",
	"Needs Confirmation": "yellow",
};

export function availability_pill(value) {
	if (!value) return "";
	return `<span class="indicator-pill ${AVAILABILITY[value] || "gray"} filterable ellipsis"
		data-filter="availability,=,${value}"><span class="ellipsis">${__(value)}</span></span>`;
}

// A day with a sign for how near it is, so that it is not told by colour alone.
export function near_day(value, soon_days) {
	if (!value) return "";
	const days = frappe.datetime.get_day_diff(value, frappe.datetime.get_today());
	const shown = frappe.datetime.str_to_user(value);
	if (days < 0) return pill("red", `${shown} !!`, __("overdue"));
	if (days <= soon_days) return pill("orange", `${shown} !`, __("soon"));
	return `<span>${shown}</span>`;
}

function pill(color, text, meaning) {
	return `<span class="indicator-pill no-indicator-dot ${color}" title="${meaning}">${text}
		<span class="sr-only">${meaning}</span></span>`;
}

// Buttons that set the list's filters: views = [{ label, filters: [[fieldname, operator, value], …] }]
export function add_views(listview, views) {
	const group = __("Show");
	views.forEach(({ label, filters }) => {
		listview.page.add_inner_button(label, () => show_view(listview, filters), group);
	});
	listview.page.add_inner_button(__("All"), () => show_view(listview, []), group);
}

async function show_view(listview, filters) {
	await listview.filter_area.clear(false);
	await listview.filter_area.add(filters.map((filter) => [listview.doctype, ...filter]));
	if (!filters.length) listview.refresh();
}

// The import dialog is loaded when somebody asks for it.
export function add_import(listview) {
	if (!frappe.model.can_import(listview.doctype)) return;
	listview.page.add_inner_button(__("Import list"), () =>
		frappe.require("import_dialog.bundle.js", () =>
			oppna_ditt_hem.import_list(listview.doctype, () => refresh_now(listview))
		)
	);
}

// The platform passes over a refresh that comes within three seconds of the last.
function refresh_now(listview) {
	listview.last_args = null;
	listview.refresh();
}
