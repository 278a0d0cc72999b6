frappe.ui.form.on("Matching Run", {
	refresh(frm) {
		if (frm.is_new()) return;
		const show = frm.doc.kind === "Round" ? "show_round" : "show_rules";
		return new Promise((done) =>
			frappe.require(["round.bundle.css", "round.bundle.js"], () => done(oppna_ditt_hem[show](frm)))
		);
	},
});
