// Who changed what in the criterion, with each setting by its label.

import { esc, folded } from "./html";

const SHOWN = 3;

export class Changes {
	constructor(frm) {
		this.frm = frm;
	}

	async refresh() {
		const { frm } = this;
		frm.toggle_display("changes_section", !frm.is_new());
		if (frm.is_new()) return;
		const { name } = frm.doc;
		const changes = await frappe.xcall("oppna_ditt_hem.criteria.api.changes", { criterion: name });
		if (frm.doc.name === name) frm.fields_dict.changes.html(changes_html(changes));
	}
}

function changes_html(changes) {
	const rows = changes.map(change_html);
	const older = rows.slice(SHOWN);
	return `<ul class="odh-changes">${rows.slice(0, SHOWN).join("")}</ul>${
		older.length
			? folded(__("Older changes: {0}", [older.length]), `<ul class="odh-changes">${older.join("")}</ul>`)
			: ""
	}`;
}

function change_html({ by, on, changes }) {
	const said = changes.map(
		({ what, before, after }) =>
			`<li><b>${esc(what)}</b>: ${esc(before || "–")} <span aria-hidden="true">→</span>
			<span class="sr-only">${__("becomes")}</span> ${esc(after || "–")}</li>`
	);
	const body = said.length ? `<ul>${said.join("")}</ul>` : `<ul><li>${__("Created")}</li></ul>`;
	return `<li><span>${esc(by)}</span> <span class="text-muted">${esc(frappe.datetime.str_to_user(on))}</span>${body}</li>`;
}
