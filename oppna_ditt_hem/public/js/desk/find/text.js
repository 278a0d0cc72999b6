// Text and numbers the way every part of the search writes them. Everything that comes from data is escaped.

import { money } from "../money";

export const esc = (text) => frappe.utils.escape_html(cstr(text));

export const rent = (value) => (value ? esc(money(value)) : "");
export const km = (value) => (value ? `${format_number(value, null, 1)} km` : "");
export const day = (value) => (value ? esc(frappe.datetime.str_to_user(value)) : "");
export const points = (value) => format_number(value, null, 0);

export function form_link(doctype, name, label = name) {
	return `<a href="${frappe.utils.get_form_link(doctype, name)}" target="_blank">${esc(label)}</a>`;
}

export function period(from, to) {
	return `${day(from) || __("now")} – ${day(to) || __("until further notice")}`;
}
