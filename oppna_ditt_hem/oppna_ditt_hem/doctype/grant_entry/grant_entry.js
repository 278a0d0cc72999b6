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

	refresh(frm) {
		oppna_ditt_hem.show_overspending(frm);
		return show_lines(frm);
	},

	grant(frm) {
		show_rate(frm);
		return show_lines(frm);
	},

	budget_line: (frm) => frm.set_value("purpose_code", null),

	async placement(frm) {
		if (!frm.doc.placement || frm.doc.listing) return;
		const { message } = await frappe.db.get_value("Placement", frm.doc.placement, "listing");
		frm.set_value("listing", message.listing);
	},

	entry_type: show_rate,
	posting_date: show_rate,
	hours: compute_amount,
	kilometres: compute_amount,
	rate: compute_amount,
	currency_amount: compute_amount,
	exchange_rate: compute_amount,
});

// The server takes the rate of the day; this only shows it before the row is saved.
async function show_rate(frm) {
	const { entry_type, posting_date, grant } = frm.doc;
	if (!QUANTITY[entry_type] || !posting_date) return frm.set_value("rate", null);
	const rates = await frappe.db.get_list("Grant Rate", {
		filters: { kind: entry_type, valid_from: ["<=", posting_date] },
		fields: ["rate", "grant", "valid_to"],
		order_by: "valid_from desc",
		limit: 100,
	});
	const holding = rates.filter((row) => !row.valid_to || row.valid_to >= posting_date);
	const found = holding.find((row) => row.grant === grant) || holding.find((row) => !row.grant);
	frm.set_value("rate", found?.rate ?? null);
}

// The server computes it anew; this only shows it while it is being typed.
function compute_amount(frm) {
	const quantity = QUANTITY[frm.doc.entry_type];
	if (quantity) return frm.set_value("amount", flt(flt(frm.doc[quantity]) * flt(frm.doc.rate), 2));
	if ((frm.doc.currency || "SEK") === "SEK") return;
	frm.set_value("amount", flt(flt(frm.doc.currency_amount) * flt(frm.doc.exchange_rate), 2));
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
	const known = lines.some((line) => line.value === frm.doc.budget_line);
	if (frm.doc.budget_line && !known) frm.set_value("budget_line", null);
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
