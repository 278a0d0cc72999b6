// Before a workflow action is applied: ask for what its stage needs, save, and let the action go on.

import { applies, df_of, is_blank, is_table, missing, specs_of, stage_after } from "./stage_fields";

const SHOWN = ["fieldname", "fieldtype", "options", "precision", "non_negative"];

// `shown` is called with the dialog once it stands there.
export async function ask_before(frm, { shown = () => {} } = {}) {
	const action = frm.selected_workflow_action;
	const stage = stage_after(frm.doctype, frm.doc.workflow_state, action);
	const empty = missing(frm.doctype, stage, frm.doc, frm.odh_flags);
	const tables = empty.filter((spec) => is_table(df_of(frm.doctype, spec.fieldname)));
	const asked = fields_to_ask(frm, stage, empty);
	if (!tables.length && !asked.length && !frm.is_dirty()) return;
	// The platform freezes the page before it calls us, and a dialog can't be used behind that.
	frappe.dom.unfreeze();
	if (tables.length) return stop(frm, () => point_at(frm, tables));
	if (asked.length) await frm.set_value(await ask(frm, action, stage, asked, shown));
	if (frm.is_dirty()) await frm.save();
	// frm.save() settles also when the server refused, and has then shown why.
	if (frm.is_dirty()) return stop(frm);
	frappe.dom.freeze();
}

// The platform goes on as soon as our promise settles, and a rejected one would end up as an error in the
// console: a step that is not to be taken waits for ever and is collected with its dialog.
function stop(frm, tell) {
	frm.selected_workflow_action = null;
	tell?.();
	return new Promise(() => {});
}

function fields_to_ask(frm, stage, empty) {
	const specs = specs_of(frm.doctype, stage, frm.odh_flags);
	const own = specs.filter((spec) => !is_table(df_of(frm.doctype, spec.fieldname)));
	const must = own.some((spec) => spec.always || empty.some((one) => one.fieldname === spec.fieldname));
	if (!must) return [];
	const asked = own.filter(
		(spec) => spec.always || is_blank(df_of(frm.doctype, spec.fieldname), frm.doc[spec.fieldname])
	);
	const open = asked.filter((spec) => can_show(frm, spec, asked));
	return [...new Map(open.map((spec) => [spec.fieldname, spec])).values()];
}

// A field whose condition lies outside the dialog can't become needed while it is open.
function can_show(frm, spec, asked) {
	const decided_by = spec.when ? spec.when[0] : spec.unless;
	const in_dialog = asked.some((other) => other.fieldname === decided_by);
	return !decided_by || in_dialog || applies(spec, frm.doc);
}

function point_at(frm, tables) {
	const labels = tables.map((spec) => __(df_of(frm.doctype, spec.fieldname).label, null, frm.doctype));
	frm.scroll_to_field(tables[0].fieldname);
	frappe.msgprint({
		title: __("Something is missing"),
		message: __("Fill in {0} in the form first.", [labels.join(", ").bold()]),
		indicator: "orange",
	});
}

async function ask(frm, action, stage, asked, shown) {
	const defaults = await defaults_for(frm, asked);
	return new Promise((resolve) => {
		const dialog = new frappe.ui.Dialog({
			title: __(action),
			size: asked.length > 4 ? "large" : null,
			fields: in_columns(asked.map((spec) => to_control(frm, spec, () => dialog))),
			primary_action_label: __(action),
			primary_action() {
				const values = shown_values(frm, dialog, asked);
				if (refuse_missing(frm, stage, dialog, values)) return;
				dialog.odh_done = true;
				dialog.hide();
				resolve(values);
			},
		});
		dialog.onhide = () => {
			if (!dialog.odh_done) frm.selected_workflow_action = null;
		};
		dialog.set_values(defaults).then(() => dialog.show()).then(() => shown(dialog));
	});
}

function to_control(frm, spec, dialog) {
	const df = df_of(frm.doctype, spec.fieldname);
	const control = Object.fromEntries(SHOWN.map((key) => [key, df[key]]));
	control.label = __(df.label, null, frm.doctype);
	control.description = df.description ? __(df.description, null, frm.doctype) : "";
	const holds = (values) => applies(spec, { ...frm.doc, ...values });
	if (spec.when || spec.unless) control.depends_on = holds;
	if (!spec.optional && df.fieldtype !== "Check") {
		if (control.depends_on) control.mandatory_depends_on = holds;
		else control.reqd = 1;
	}
	if (spec.reasons) control.get_query = () => reasons_query(spec.reasons, said_by(frm, spec, dialog()));
	return control;
}

function said_by(frm, spec, dialog) {
	return spec.said_by && (dialog?.get_value(spec.said_by) || frm.doc[spec.said_by]);
}

// Active reasons for a step; those another side would give are left out once it is known who said it.
export function reasons_query(applies_to, actor) {
	const filters = { applies_to: ["in", [].concat(applies_to)], active: 1 };
	if (actor) filters.actor = ["in", [actor, ""]];
	return { filters };
}

function in_columns(controls) {
	if (controls.length <= 4) return controls;
	const half = Math.ceil(controls.length / 2);
	return [...controls.slice(0, half), { fieldtype: "Column Break" }, ...controls.slice(half)];
}

function shown_values(frm, dialog, asked) {
	const values = dialog.get_values(true);
	const doc = { ...frm.doc, ...values };
	const shown = asked.filter((spec) => applies(spec, doc) && spec.fieldname in values);
	return Object.fromEntries(shown.map((spec) => [spec.fieldname, values[spec.fieldname]]));
}

function refuse_missing(frm, stage, dialog, values) {
	const left = missing(frm.doctype, stage, { ...frm.doc, ...values }, frm.odh_flags);
	if (!left.length) return false;
	const labels = left.map((spec) => __(df_of(frm.doctype, spec.fieldname).label, null, frm.doctype));
	// In the dialog itself: a message on top of it would take the Escape key and the focus.
	dialog.$body.find(".odh-refused").remove();
	$("<p class='odh-refused odh-notice' role='alert'></p>")
		.text(__("Fill in or tick {0}.", [labels.join(", ")]))
		.prependTo(dialog.$body);
	return true;
}

async function defaults_for(frm, asked) {
	const pairs = asked.map(async (spec) => [
		spec.fieldname,
		frm.doc[spec.fieldname] || (await default_of(frm, spec.default)),
	]);
	return Object.fromEntries((await Promise.all(pairs)).filter(([, value]) => value));
}

// The first of several that has a value; each is "today", "me", "doc.field", "linkfield.field" of the linked document, or the value itself.
async function default_of(frm, wanted) {
	if (wanted?.includes("|")) {
		const [first, rest] = wanted.split("|");
		return (await default_of(frm, first)) || default_of(frm, rest);
	}
	if (wanted === "today") return frappe.datetime.get_today();
	if (wanted === "me") return frappe.session.user;
	if (!wanted || !wanted.includes(".")) return wanted;
	const [link, fieldname] = wanted.split(".");
	if (link === "doc") return frm.doc[fieldname];
	const { message } = await frappe.db.get_value(df_of(frm.doctype, link).options, frm.doc[link], fieldname);
	return message && message[fieldname];
}
