// Whether server scripts are enabled here, what a criterion's script is given, and the text of the chosen one.

import { esc, folded, line } from "./html";

const EXAMPLE = `POINTS = {"House": 1, "Flat": 1, "Room": 0.2}
own = 0.5
for kind, points in POINTS.items():
	own = where(pairs.listing.kind == kind, points, own)
result = own`;

export class ScriptGuide {
	constructor(frm, guide) {
		this.frm = frm;
		this.guide = guide;
	}

	refresh() {
		const { source } = this.frm.doc;
		if (source !== "Server script") return;
		this.frm.fields_dict.script_help.html(this.html());
		this.show_text();
	}

	async show_text() {
		const field = this.frm.fields_dict.script_text;
		field.html("<span></span>");
		if (this.frm.is_new() || !this.frm.doc.server_script) return;
		const text = await frappe.xcall("oppna_ditt_hem.criteria.api.script_text", {
			criterion: this.frm.doc.name,
		});
		if (text) field.html(folded(__("The script"), `<pre class="odh-script">${esc(text)}</pre>`, true));
	}

	html() {
		return `<div class="odh-guide">${this.status_html()}
			<h5>${__("What a script may use")}</h5>
			<p>${__(
				"It runs once for many pairs, and each name is a whole column: pairs.household.size, pairs.listing.kind, and all other names that an expression has."
			)}</p>
			<p>${__(
				"Compute with + - * / and comparisons, join answers with & | ~, choose with where(answer, a, b); there are also least, most, known, otherwise and month. Set result: yes or no for a requirement, a number from 0 to 1 for a preference."
			)}</p>
			<pre class="odh-script">${esc(EXAMPLE)}</pre>
			<p class="small text-muted">${__(
				"A criterion's script can't reach documents, files or the network, and is stopped after five seconds. Scripts of the type API can be chosen; whoever has the role Script Manager writes them."
			)}</p></div>`;
	}

	status_html() {
		const { enabled, enable } = this.guide.scripts;
		if (enabled) return line("met", __("Server scripts are enabled here."));
		return line(
			"unknown",
			__(
				"Server scripts are not enabled here. The operator enables them with {0}. Until then a criterion with a script can be saved, but not be active.",
				[`<code>${esc(enable)}</code>`]
			)
		);
	}
}
