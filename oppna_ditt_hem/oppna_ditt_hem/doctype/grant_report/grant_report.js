frappe.ui.form.on("Grant Report", {
	setup(frm) {
		// Kept in English, so that a later report compares; read in one's own language.
		frappe.meta.get_docfield("Grant Report Figure", "figure").formatter = (value) => frappe.utils.escape_html(__(value));
		frm.set_query("grant", () => ({ filters: { amount: [">", 0] } }));
	},

	onload(frm) {
		if (frm.is_new()) frm.set_intro(__("The figures are counted and frozen when the report is saved."), "blue");
	},

	refresh(frm) {
		if (frm.is_new()) return;
		frm.set_intro("");
		frm.set_intro(...whose_turn(frm.doc));
		frm.get_field("accounts").$wrapper.html(account_html(frm.doc) + use_html(frm.doc));
		const in_words = (value) => frappe.utils.escape_html(frm.doc.__onload?.origins?.[value] || value);
		frm.get_field("figures").grid.update_docfield_property("filters", "formatter", in_words);
		frm.set_df_property("comment", "read_only", Number(!!(frm.doc.economist_signed_by || frm.doc.manager_signed_by)));
		frm.add_custom_button(__("What has changed since"), () => show_changes(frm));
		if (frappe.model.can_export("Grant Report")) {
			frm.add_custom_button(__("Excel workbook"), () => download(frm));
		}
		oppna_ditt_hem.add_sign_button(
			frm,
			[
				__("You sign these figures: {0} booked. A colleague signs as well.", [oppna_ditt_hem.money(frm.doc.booked).bold()]),
				frm.doc.comment ? "" : __("Nothing is written on what the money was used for, and with a signature that can't be added any more.").bold(),
			].join(" ")
		);
	},
});

// A text and its colour.
function whose_turn({ economist_signed_by, manager_signed_by }) {
	if (economist_signed_by && manager_signed_by) return [__("Signed by two persons. Nothing in it changes any more."), "green"];
	if (!economist_signed_by && !manager_signed_by) return [__("Not signed yet. A {0} and a {1} sign it.", [__("Grant Controller"), __("Housing Manager")]), "blue"];
	return [__("Signed once. It waits for a {0}.", [__(economist_signed_by ? "Housing Manager" : "Grant Controller")]), "orange"];
}

function account_html({ figures, booked, grant_amount, remaining }) {
	const money = (value) => oppna_ditt_hem.money(value);
	const lines = figures.filter((row) => row.kind === "Account");
	const rows = lines.map((row) => [
		frappe.utils.escape_html(row.figure),
		frappe.utils.escape_html(__(row.purpose_code || "")),
		money(row.budget),
		money(row.booked),
		money(row.budget - row.booked),
		row.rows_booked,
	]);
	const unplaced = grant_amount - lines.reduce((sum, row) => sum + row.budget, 0);
	if (unplaced > 0.004) rows.push([__("Not on a line"), "", money(unplaced), money(0), money(unplaced), 0]);
	const granted = [__("Granted amount"), "", money(grant_amount), money(booked), money(remaining), ""].map((text) => `<b>${text}</b>`);
	return table([__("Budget line"), __("Purpose code"), __("Budget"), __("Booked amount"), __("Left"), __("Rows")], [...rows, granted], 2);
}

function use_html({ figures, mask_below }) {
	const rows = figures
		.filter((row) => row.kind === "Use")
		.map((row) => [
			frappe.utils.escape_html(__(row.figure)),
			row.masked ? __("fewer than {0}", [mask_below]) : format_number(row.number, null, row.number % 1 ? 1 : 0),
			row.each_cost ? oppna_ditt_hem.money(row.each_cost) : "–",
		]);
	return table([__("The whole brokerage in the grant's period"), __("Number"), __("Cost for each")], rows, 1);
}

// `first` is the first column of figures.
function table(head, rows, first) {
	const cell = (tag) => (text, at) => `<${tag}${at >= first ? ' class="text-right"' : ""}>${text}</${tag}>`;
	const line = (tag) => (row) => `<tr>${row.map(cell(tag)).join("")}</tr>`;
	return `<table class="table table-bordered"><thead>${line("th")(head)}</thead><tbody>${rows.map(line("td")).join("")}</tbody></table>`;
}

function download(frm) {
	const address = "/api/method/oppna_ditt_hem.grants.paper.download_workbook";
	window.open(frappe.urllib.get_full_url(`${address}?report=${encodeURIComponent(frm.doc.name)}`));
}

async function show_changes(frm) {
	const { message: rows } = await frm.call("changed_since");
	const title = __("What has changed since");
	if (!rows.length) {
		return frappe.msgprint({ title, message: __("Nothing: made now, the report would say the same."), indicator: "green" });
	}
	const head = [__("Figure"), __("Report"), __("Now"), __("Difference")];
	const message = `<p>${__("Made now, for the same day, the report would say this. It stays as it is; make a new one where that is needed.")}</p>
		<table class="table table-bordered"><thead><tr>${head.map((text) => `<th>${text}</th>`).join("")}</tr></thead>
		<tbody>${rows.map(row_html).join("")}</tbody></table>`;
	frappe.msgprint({ title, message, wide: true });
}

// Of the kind Text both are words; of Grant and Account kronor; of Use a number.
function row_html({ kind, figure, measure, before, now }) {
	const number = (value) => (kind === "Use" ? format_number(value, null, 1) : oppna_ditt_hem.money(value));
	const show = (value) => (value === null ? __("few or none") : kind === "Text" ? frappe.utils.escape_html(value) : number(value));
	const difference = before === null || now === null || kind === "Text" ? "" : show(now - before);
	const line = measure === "budget" ? `${figure}: ${__("Budget")}` : figure;
	const name = kind === "Account" ? line : __(figure);
	const cells = [show(before), show(now), difference].map((text) => `<td class="text-right">${text}</td>`);
	return `<tr><td>${frappe.utils.escape_html(name)}</td>${cells.join("")}</tr>`;
}
