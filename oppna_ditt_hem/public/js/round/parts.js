// Small pieces that the parts of the page share.

export const API = "oppna_ditt_hem.matching_runs.";

export const esc = (text) => frappe.utils.escape_html(cstr(text));

export const whole = (number) => format_number(number, null, 0);
export const decimal = (number) => format_number(number, null, 1);

export function form_link(doctype, name, label = name) {
	return `<a href="${frappe.utils.get_form_link(doctype, name)}">${esc(label)}</a>`;
}

export function pill(text, color) {
	return `<span class="indicator-pill ${color}">${esc(text)}</span>`;
}

export function empty_html(text, button = "") {
	return `<div class="odh-empty"><p>${text}</p>${button}</div>`;
}

export function more_html(next, left) {
	if (next === null) return "";
	return `<button type="button" class="btn btn-default btn-sm" data-more="${next}">
		${__("Show more ({0} left)", [whole(left)])}</button>`;
}

// columns: [{ label, number }]; rows: arrays of HTML.
export function table_html(caption, columns, rows) {
	const align = (index) => (columns[index].number ? ' class="odh-number"' : "");
	const head = columns.map((column, i) => `<th scope="col"${align(i)}>${column.label}</th>`).join("");
	const body = rows
		.map((row) => `<tr>${row.map((cell, i) => `<td${align(i)}>${cell}</td>`).join("")}</tr>`)
		.join("");
	return `<div class="odh-scroll" tabindex="0" role="region" aria-label="${caption}"><table class="odh-table">
		<caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

// A number with a bar as long as its share of the largest.
export function bar_html(value, largest, shown) {
	const width = largest > 0 ? Math.round((value / largest) * 100) : 0;
	return `<span class="odh-share"><span class="odh-share-track" aria-hidden="true">
		<span style="width: ${width}%"></span></span> <span>${shown(value)}</span></span>`;
}

export function loading_html(text) {
	return `<div class="odh-loading" role="status"><span class="spinner-border spinner-border-sm"
		aria-hidden="true"></span> ${text}</div>`;
}
