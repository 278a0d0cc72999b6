const QUANTITY = { Hours: "hours", Mileage: "kilometres" };

frappe.ui.form.on("Grant Entry", {
	setup(frm) {
		frm.set_query("grant", () => ({ filters: { stage: ["in", ["Granted", "Running"]] } }));
		frm.set_query("corrects", () => ({
			filters: { grant: frm.doc.grant, docstatus: 1, amount: [">", 0], name: ["!=", frm.doc.name] },
		}));
		frm.set_query("placement", () => (frm.doc.listing ? { filters: { listing: frm.doc.listing } } : {}));
	},

	onload: (frm) => (frm.is_new() && !frm.doc.grant ? choose_only_grant(frm) : null),

	refresh: (frm) => show_lines(frm),

	grant(frm) {
		frm.set_value("budget_line", null);
		return show_lines(frm);
	},

	async placement(frm) {
		if (!frm.doc.placement || frm.doc.listing) return;
		const { message } = await frappe.db.get_value("Placement", frm.doc.placement, "listing");
		frm.set_value("listing", message.listing);
	},

	entry_type: compute_amount,
	hours: compute_amount,
	kilometres: compute_amount,
	rate: compute_amount,
});

// The server computes it anew; this only shows it while it is being typed.
function compute_amount(frm) {
	const quantity = QUANTITY[frm.doc.entry_type];
	if (quantity) frm.set_value("amount", flt(flt(frm.doc[quantity]) * flt(frm.doc.rate), 2));
}

async function show_lines(frm) {
	if (!frm.doc.grant || frm.doc.docstatus !== 0) return;
	const grant = await frappe.db.get_doc("Grant", frm.doc.grant);
	const lines = grant.budget_lines.map((row) => ({
		value: row.budget_line,
		label: row.budget_line,
		description: __("{0} left", [oppna_ditt_hem.money(row.budget - row.booked)]),
	}));
	frm.fields_dict.budget_line.set_data(lines);
	if (lines.length === 1 && !frm.doc.budget_line) frm.set_value("budget_line", lines[0].value);
}

async function choose_only_grant(frm) {
	const running = await frappe.db.get_list("Grant", {
		filters: { stage: ["in", ["Granted", "Running"]] },
		limit: 2,
		order_by: "name",
	});
	if (running.length === 1) return frm.set_value("grant", running[0].name);
}
