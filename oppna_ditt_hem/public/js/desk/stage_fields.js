// What each stage asks for, read from one table. The server's stage rules stay the authority; this only
// spares people from hunting for fields. Keyed by stage, so it holds whatever an administrator calls the
// states and actions.

import stage_fields from "./stage_fields.json";

const TABLES = ["Table", "Table MultiSelect"];
const ZERO_IS_EMPTY = ["Check", "Int", "Float", "Currency"];

// A field with a flag is asked for only where the form has raised it.
export function specs_of(doctype, stage, flags = {}) {
	const entry = (stage_fields[doctype] || {})[stage];
	if (!entry) return [];
	const earlier = (entry.also || []).flatMap((other) => specs_of(doctype, other, flags));
	const all = [...earlier.filter((spec) => !spec.optional), ...entry.fields];
	return all.filter((spec) => !spec.flag || flags[spec.flag]);
}

export function applies(spec, doc) {
	if (spec.when) {
		const [fieldname, wanted] = spec.when;
		if (wanted === undefined ? !doc[fieldname] : doc[fieldname] !== wanted) return false;
	}
	return !(spec.unless && doc[spec.unless]);
}

export function is_blank(df, value) {
	if (TABLES.includes(df.fieldtype)) return !(value || []).length;
	if (ZERO_IS_EMPTY.includes(df.fieldtype)) return !flt(value);
	return !cstr(value).trim();
}

export function is_table(df) {
	return TABLES.includes(df.fieldtype);
}

export function df_of(doctype, fieldname) {
	return frappe.meta.get_docfield(doctype, fieldname);
}

// Fields that the stage asks for and that are still empty, in the table's order.
export function missing(doctype, stage, doc, flags) {
	const found = specs_of(doctype, stage, flags).filter(
		(spec) =>
			!spec.optional &&
			applies(spec, doc) &&
			is_blank(df_of(doctype, spec.fieldname), doc[spec.fieldname])
	);
	return [...new Map(found.map((spec) => [spec.fieldname, spec])).values()];
}

// The stage that a workflow action leads to from the document's state.
export function stage_after(doctype, state, action) {
	frappe.workflow.setup(doctype);
	const workflow = frappe.workflow.workflows[doctype];
	if (!workflow) return null;
	const step = workflow.transitions.find((row) => row.state === state && row.action === action);
	const goal = step && workflow.states.find((row) => row.state === step.next_state);
	return goal && goal.update_field === "stage" ? goal.update_value : null;
}
