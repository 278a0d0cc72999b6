frappe.ui.form.on("Year Pack", {
	onload(frm) {
		if (!frm.is_new() || frm.doc.from_date) return;
		const last = Number(frappe.datetime.get_today().slice(0, 4)) - 1;
		frm.set_value({ from_date: `${last}-01-01`, to_date: `${last}-12-31` });
	},
	refresh(frm) {
		const { status } = frm.doc;
		frm.toggle_enable(["from_date", "to_date"], frm.is_new() || ["Draft", "Failed"].includes(status));
		if (frm.is_new()) return;
		frm.dashboard.clear_headline();
		const [text, color] = headline(status);
		frm.dashboard.set_headline(text, color);
		const label = status === "Done" ? __("Make it anew") : __("Make the pack");
		const $button = frm.add_custom_button(label, () =>
			frm.call("make").then(() => frm.reload_doc())
		);
		if (status !== "Done") $button.removeClass("btn-default").addClass("btn-primary");
	},
});

function headline(status) {
	return {
		Draft: [__("Save the period, then make the pack: every report that is open to you, as Excel and PDF."), "blue"],
		Queued: [__("It is made as soon as a worker is free. You may leave the page."), "orange"],
		Running: [__("It is being made. You may leave the page."), "orange"],
		Done: [__("It is ready under File. Who else may see the reports makes a pack of their own."), "green"],
		Failed: [__("It came to nothing. See what happened, and try again."), "red"],
	}[status];
}
