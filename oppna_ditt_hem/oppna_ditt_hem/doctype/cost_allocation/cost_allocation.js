frappe.ui.form.on("Cost Allocation", {
	setup(frm) {
		frm.set_query("grant", "parts", () => ({ filters: { stage: ["in", ["Granted", "Running"]] } }));
	},

	refresh(frm) {
		oppna_ditt_hem.show_overspending(frm);
		if (frm.doc.docstatus === 0) frm.doc.parts?.forEach((row) => row.grant && show_lines(frm, row.doctype, row.name));
	},

	split: (frm) => frm.refresh_field("parts"),
});

frappe.ui.form.on("Cost Allocation Part", {
	grant: (frm, cdt, cdn) => show_lines(frm, cdt, cdn),
});

async function show_lines(frm, cdt, cdn) {
	const row = locals[cdt][cdn];
	if (!row.grant) return;
	const grant = await frappe.db.get_doc("Grant", row.grant);
	const lines = grant.budget_lines.map((line) => line.budget_line);
	frappe.meta.get_docfield(cdt, "budget_line", cdn).options = lines;
	if (lines.length === 1 && !row.budget_line) frappe.model.set_value(cdt, cdn, "budget_line", lines[0]);
	frm.fields_dict.parts.grid.grid_rows_by_docname[cdn]?.refresh_field("budget_line");
}
