// With the fields of a DocType the platform brings its workflow too, and puts it in the place of the one that
// is open in the form: what somebody then changes in the form's rows is lost without a word when they save.
export function keep_opened_workflow() {
	frappe.ui.form.on("Workflow", { refresh: keep_opened });
}

async function keep_opened(frm) {
	if (frm.doc.document_type) await frappe.model.with_doctype(frm.doc.document_type);
	// The form asks for the fields as well, and its answer may come later.
	await frappe.after_ajax();
	if (locals[frm.doctype]?.[frm.doc.name] !== frm.doc) frappe.model.add_to_locals(frm.doc);
}
