frappe.ui.form.on("Matching Criterion", {
	setup(frm) {
		frm.set_query("server_script", () => ({ filters: { script_type: "API", disabled: 0 } }));
		frm.panels = make_panels(frm);
	},

	refresh: (frm) => with_panels(frm, (panels) => panels.refresh()),
	source: (frm) => with_panels(frm, (panels) => panels.source_changed()),
	kind: (frm) => with_panels(frm, (panels) => panels.kind_changed()),
	rule: (frm) => with_panels(frm, (panels) => panels.rule_changed()),
	expression: (frm) => with_panels(frm, (panels) => panels.expression.check_soon()),
	server_script: (frm) => with_panels(frm, (panels) => panels.script.refresh()),
});

async function make_panels(frm) {
	await frappe.require(["criterion.bundle.js", "criterion.bundle.css"]);
	const guide = await frappe.xcall("oppna_ditt_hem.criteria.api.guide");
	return new oppna_ditt_hem.CriterionForm(frm, guide);
}

// What is shown may be another document by the time the panels are there.
async function with_panels(frm, act) {
	const { name } = frm.doc;
	const panels = await frm.panels;
	if (frm.doc.name === name) act(panels);
}
