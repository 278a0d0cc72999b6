// What up to three homes cost a household, side by side, with a paper for the household in its language.

const METHOD = "oppna_ditt_hem.agreements.net_cost.shown";
const esc = (text) => frappe.utils.escape_html(cstr(text));
let number = 0;

/** The card in a form that has a field `net_cost_card`. */
export async function show_net_cost(frm, homes) {
	const { doctype, name } = frm.doc;
	const field = frm.get_field("net_cost_card");
	const card = await frappe.xcall(METHOD, { doctype, name, homes: homes && JSON.stringify(homes) });
	if (frm.doc.name !== name) return;
	frm.toggle_display(["net_cost_section", "net_cost_card"], Boolean(card));
	if (!card) return;
	field.$wrapper.html(`${card_html(card)}
		<p><button type="button" class="btn btn-sm btn-default" data-beside="1">${__("Compare with other homes")}</button>
		<button type="button" class="btn btn-sm btn-default" data-paper="1">${__("Print for the household")}</button></p>`);
	field.$wrapper.find("[data-beside]").on("click", () => choose_homes(frm));
	field.$wrapper.find("[data-paper]").on("click", () => choose_language(doctype, name, card));
}

/** The card for chosen homes of a household, in a dialog of its own. */
export async function net_cost_dialog(applicant, homes) {
	const card = await frappe.xcall(METHOD, { doctype: "Applicant", name: applicant, homes: JSON.stringify(homes) });
	if (!card) return frappe.msgprint(__("Only who may see the household's income can see what homes cost it."));
	const dialog = new frappe.ui.Dialog({
		title: __("What the homes cost the household"),
		size: "extra-large",
		primary_action_label: __("Print for the household"),
		primary_action: () => choose_language("Applicant", applicant, card),
	});
	$(card_html(card)).appendTo(dialog.body);
	dialog.show();
}

function choose_homes(frm) {
	const home = (fieldname, label) => ({
		fieldname,
		label,
		fieldtype: "Link",
		options: "Listing",
		get_query: () => ({ filters: { stage: "Approved", name: ["!=", frm.doc.listing] } }),
	});
	frappe.prompt(
		[home("first", __("A second home")), home("second", __("A third home"))],
		({ first, second }) => show_net_cost(frm, [first, second].filter(Boolean)),
		__("Compare with other homes"),
		__("Compare")
	);
}

function choose_language(doctype, name, card) {
	const format = {
		Placement: "What the home costs",
		"Match Proposal": "What the proposed home costs",
		Applicant: "What homes cost",
	}[doctype];
	const languages = card.languages.map(([value, label]) => ({ value, label }));
	frappe.prompt(
		[{ fieldname: "language", label: __("Language"), fieldtype: "Select", options: languages, default: card.language, reqd: 1 }],
		({ language }) => {
			const homes = JSON.stringify(card.homes.map((home) => home.name));
			const ask = { doctype, name, format, homes, no_letterhead: 1, _lang: language };
			window.open(`/api/method/frappe.utils.print_format.download_pdf?${new URLSearchParams(ask)}`);
		},
		__("Print for the household"),
		__("Print")
	);
}

function card_html(card) {
	const heads = card.homes.map(
		(home) => `<th scope="col"><a href="${frappe.utils.get_form_link("Listing", home.name)}">${esc(home.title)}</a>
			<small>${esc(home.kind)}</small></th>`
	);
	return `<div class="odh-costs"><div class="odh-costs-scroll" tabindex="0" role="region" aria-label="${__("What the homes cost the household")}">
		<table><thead><tr><td></td>${heads.join("")}</tr></thead><tbody>${card.rows.map(row_html).join("")}</tbody></table></div>
		${card.cheapest ? `<p><strong>${esc(card.cheapest)}</strong></p>` : ""}
		${card.ask.map((asked, i) => ask_html(asked, card.homes[i])).join("")}
		${card.notes.map((note) => `<p class="text-muted">${esc(note)}</p>`).join("")}</div>`;
}

function row_html(row) {
	const id = `odh-cost-${(number += 1)}`;
	return `<tr class="odh-cost-${row.key}"><th scope="row"><span class="odh-explained" tabindex="0" aria-describedby="${id}">${esc(row.label)}
		<span class="odh-cost-tip" role="tooltip" id="${id}">${esc(row.explanation)}</span></span></th>
		${row.cells.map(cell_html).join("")}</tr>`;
}

function cell_html(cell) {
	const unsure = cell.verified ? "" : `<span class="odh-law-unsure">${__("not verified")}</span>`;
	const amount = cell.amount ? `<strong>${esc(cell.amount)}</strong>` : `<em>${__("Not known yet")}</em>`;
	const text = cell.amount && cell.text ? `<small>${esc(cell.text)}</small>` : "";
	return `<td>${amount} ${unsure}${text}${cell.reference ? `<small>${esc(cell.reference)}</small>` : ""}</td>`;
}

function ask_html(asked, home) {
	if (!asked.length) return "";
	return `<p class="odh-notice">${__("To find out for {0}:", [esc(home.title)])}</p>
		<ul>${asked.map((text) => `<li>${esc(text)}</li>`).join("")}</ul>`;
}
