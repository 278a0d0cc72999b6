// What the search says around its cards: how it went, what was left out, and why there is nothing.

import { card_html, passed_html } from "./card";
import { esc, form_link } from "./text";

export function loading_html(homes) {
	const text = homes ? __("Comparing the homes …") : __("Comparing the households …");
	return `<div class="odh-loading" role="status"><span class="spinner-border spinner-border-sm" aria-hidden="true">
		</span> ${text}</div>`;
}

export function failed_html() {
	return `<div class="odh-empty"><p>${__("The search could not be done. The message says why.")}</p>
		<button type="button" class="btn btn-default btn-sm" data-again="1">${__("Search again")}</button></div>`;
}

export function summary_html(found, shown) {
	const lines = shown ? [__("Compared: {0}. Shown, best first: {1}.", [found.searched, shown])] : [];
	return `<p class="odh-summary" role="status">${[...lines, left_out(found)].join(" ")}</p>${held_html(found)}`;
}

function left_out(found) {
	return found.left_out
		? __("Not shown, because they have an offer or a home already: {0}.", [found.left_out])
		: "";
}

function held_html(found) {
	if (!found.held) return "";
	return `<p class="odh-notice">${__(
		"The household already has {0}. A new home can be proposed, but not offered until that one has ended.",
		[form_link("Placement", found.held)]
	)}</p>`;
}

/** Why there is nothing, and what would open how many; or that all that fit were passed over. */
export function why_not_html(found, doctype, narrowed) {
	const homes = doctype === "Listing";
	if (!found.searched) return narrowed ? narrowed_html() : empty_html(found, doctype);
	const passed = found.why_not.possible
		? `<p>${__("All that fit have been passed over before. They are listed below, and can be brought back.")}</p>`
		: "";
	return `<div class="odh-why-not"><h4>${esc(found.why_not.text)}</h4>${passed}
		${relaxations_html(found.why_not.relaxations, doctype)}</div>${nearest_html(found.why_not.nearest, doctype, homes)}`;
}

function nearest_html(nearest, doctype, homes) {
	if (!nearest) return "";
	const title = homes ? __("The home that comes nearest") : __("The household that comes nearest");
	return `<h4>${title}</h4><p class="text-muted">${__(
		"It can be proposed all the same. To offer it, a manager has to override what is not met, with a reason."
	)}</p><ol class="odh-cards">${card_html(nearest, doctype)}</ol>`;
}

function relaxations_html(relaxations, doctype) {
	if (!relaxations.length) return "";
	const rows = relaxations.map((one) => {
		const examples = one.examples.map((row) => form_link(doctype, row.name, row.title)).join(", ");
		return `<li>${esc(one.text)} <span class="text-muted">${examples}</span></li>`;
	});
	return `<ul>${rows.join("")}</ul>`;
}

function narrowed_html() {
	return `<div class="odh-empty"><p>${__("Nothing there of that kind.")}</p>
		<button type="button" class="btn btn-default btn-sm" data-widen="1">${__("Show all again")}</button></div>`;
}

function empty_html(found, doctype) {
	const homes = doctype === "Listing";
	const text = homes
		? __("There is no approved home to choose from. Approve the homes that wait for inspection, or add one.")
		: __("No household is seeking a home. Make the households that are ready start seeking.");
	const stage = homes ? "Inspection" : "Ready";
	const label = homes ? __("Homes in inspection") : __("Households that are ready");
	return `<div class="odh-empty"><p>${text}</p><p>${left_out(found)}</p>
		<button type="button" class="btn btn-default btn-sm" data-list="${doctype}" data-stage="${stage}">
			${label}</button></div>`;
}

export function passed_list_html(cards, doctype, open) {
	if (!cards.length) return "";
	const rows = cards.map((card) => passed_html(card, doctype)).join("");
	return `<details class="odh-passed" ${open ? "open" : ""}>
		<summary>${__("Passed over before: {0}", [cards.length])}</summary><ol class="odh-cards">${rows}</ol></details>`;
}

/** The two lists that narrow the search; kept as they were when it was widest. */
export function filters_html(choices, chosen, homes) {
	const selects = [
		["locality", homes ? __("Locality") : __("Wished locality"), __("All localities"), (word) => word],
		["kind", homes ? __("Kind of home") : __("Kind of household"), __("All kinds"), (word) => __(word)],
	].filter(([field]) => choices[field].length > 1 || chosen[field]);
	return selects
		.map(([field, label, all, word]) => {
			const options = choices[field].map(
				(value) => `<option value="${esc(value)}" ${value === chosen[field] ? "selected" : ""}>${esc(word(value))}</option>`
			);
			return `<div class="odh-filter"><label for="odh-filter-${field}">${label}</label>
				<select class="form-control input-xs" id="odh-filter-${field}" data-filter="${field}">
				<option value="">${all}</option>${options.join("")}</select></div>`;
		})
		.join("");
}
