// Two or three side by side: a table whose rows are marked where they differ.

import { propose_button } from "./card";
import { home_picture, household_picture } from "./picture";
import { day, esc, form_link, km, period, points, rent } from "./text";

export const MOST = 3;
const SIGNS = { broken: "✗", unmet: "–", unknown: "?", met: "✓" };

function word_for(state) {
	return { broken: __("Not met"), unmet: __("Less good"), unknown: __("Not known"), met: __("Met") }[state];
}

function included(card) {
	const parts = [
		["includes_heating", __("heating")],
		["includes_electricity", __("electricity")],
		["includes_water", __("water")],
		["includes_internet", __("internet")],
	].filter(([field]) => card[field]);
	return parts.length ? parts.map(([, word]) => word).join(", ") : __("nothing more");
}

function stay(card) {
	const { shortest_stay_months: least, longest_stay_months: most } = card;
	if (least && most) return __("{0} to {1} months", [least, most]);
	if (least) return __("at least {0} months", [least]);
	return most ? __("at most {0} months", [most]) : __("no limit");
}

const shared_rows = () => [
	[__("Score"), (card) => points(card.score)],
	...["fit", "priority"].map((aspect, i) => [
		i ? __("Who comes first") : __("How well they fit"),
		(card) => {
			const part = card.parts.find((one) => one.aspect === aspect);
			return __("{0} of {1} points", [points(part.points), points(part.most)]);
		},
	]),
];

const home_rows = () => [
	[__("Rent per month"), (card) => rent(card.rent)],
	[__("The rent includes"), included],
	[__("Deposit"), (card) => rent(card.deposit)],
	[__("Free places"), (card) => `${card.free_places} / ${card.places}`],
	[__("Rooms"), (card) => card.rooms || ""],
	[__("Floor area"), (card) => (card.floor_area ? `${format_number(card.floor_area, null, 0)} m²` : "")],
	[__("Kind"), (card) => esc(__(card.kind))],
	[__("Furnished"), (card) => esc(__(card.furnished || ""))],
	[__("Locality"), (card) => esc(card.locality)],
	[__("Distance"), (card) => km(card.distance)],
	[__("Free"), (card) => period(card.available_from, card.available_to)],
	[__("Length of stay"), stay],
	[__("Can move in"), (card) => day(card.from_date)],
];

const household_rows = () => [
	[__("Household"), (card) => esc(card.alias)],
	[__("Household size"), (card) => cint(card.household_size)],
	[__("Children"), (card) => cint(card.children)],
	[__("Kind of household"), (card) => esc(__(card.household_kind || ""))],
	[__("Language"), (card) => esc(card.language)],
	[__("Highest rent per month"), (card) => rent(card.max_rent)],
	[__("Must reach"), (card) => esc(card.must_reach)],
	[__("Distance"), (card) => km(card.distance)],
	[__("Wants a home"), (card) => period(card.wanted_from, card.wanted_to)],
	[__("Can move in"), (card) => day(card.from_date)],
	[__("Must be received by"), (card) => day(card.must_receive_by)],
	[__("Current housing ends"), (card) => day(card.current_housing_ends)],
	[__("Registered on"), (card) => day(card.registered_on)],
];

/** A row for each criterion that has something to say of one of them, in the engine's own order. */
function reason_rows(cards, kind) {
	const criteria = new Map();
	cards.forEach((card) =>
		card.reasons.filter((one) => one.kind === kind).forEach((one) => criteria.set(one.key, one.criterion))
	);
	return [...criteria].map(([key, criterion]) => [
		esc(criterion),
		(card) => reason_html(card.reasons.find((one) => one.key === key)),
	]);
}

function reason_html(reason) {
	if (!reason) return "";
	const got = reason.kind === "Requirement" ? "" : ` <span class="odh-points">+${points(reason.points)}</span>`;
	return `<span class="odh-reason odh-${reason.state}"><span class="odh-sign" aria-hidden="true">${SIGNS[reason.state]}</span>
		<span><span class="sr-only">${word_for(reason.state)}: </span>${esc(reason.text)}${got}</span></span>`;
}

function head_html(cards, doctype) {
	const is_home = doctype === "Listing";
	const columns = cards.map(
		(card) => `<th scope="col">${is_home ? home_picture(card) : household_picture(card)}
			${form_link(doctype, card.name, card.title)}${propose_button(card)}</th>`
	);
	return `<thead><tr><td></td>${columns.join("")}</tr></thead>`;
}

function group_html(title, rows, cards) {
	if (!rows.length) return "";
	const lines = rows.map(([label, show]) => row_html(label, cards.map(show)));
	return `<tbody><tr class="odh-compare-title"><th scope="rowgroup" colspan="${cards.length + 1}">${title}</th></tr>
		${lines.join("")}</tbody>`;
}

function row_html(label, cells) {
	const differs = new Set(cells.map(String)).size > 1;
	const mark = differs
		? `<span class="odh-differs-mark" title="${__("Differs")}"><span aria-hidden="true">≠</span><span class="sr-only">${__("Differs")}</span></span>`
		: "";
	const tds = cells.map((cell) => `<td>${cell === "" ? "–" : cell}</td>`).join("");
	return `<tr class="${differs ? "odh-differs" : "odh-alike"}"><th scope="row">${label} ${mark}</th>${tds}</tr>`;
}

function costs_button() {
	return `<button type="button" class="btn btn-sm btn-default" data-costs="1">${__("What they cost the household")}</button>`;
}

export function compare_html(cards, doctype) {
	const rows = doctype === "Listing" ? home_rows() : household_rows();
	return `<div class="odh-compare">
		<div class="odh-compare-tools">
			<button type="button" class="btn btn-sm btn-default" data-uncompare="1">← ${__("Back to the list")}</button>
			${doctype === "Listing" ? costs_button() : ""}
			<label class="odh-tick"><input type="checkbox" data-only-differing="1"> ${__("Only what differs")}</label>
			<span class="text-muted"><span aria-hidden="true">≠</span> ${__("marks what differs")}</span>
		</div>
		<div class="odh-compare-scroll" tabindex="0" role="region" aria-label="${__("Side by side")}">
		<table><caption class="sr-only">${__("Side by side")}</caption>${head_html(cards, doctype)}
			${group_html(__("In short"), [...shared_rows(), ...rows], cards)}
			${group_html(__("Requirements"), reason_rows(cards, "Requirement"), cards)}
			${group_html(__("Wishes, which count in the score"), reason_rows(cards, "Preference"), cards)}
		</table></div></div>`;
}

/** The bar that follows the list while something is ticked. */
export function chosen_html(cards) {
	if (!cards.length) return "";
	const names = cards.map((card) => `<span class="odh-chosen-name">${esc(card.title)}</span>`).join("");
	const ready = cards.length > 1;
	return `<span>${__("To compare: {0} of at most {1}", [cards.length, MOST])}</span>${names}<span class="odh-spring"></span>
		<button type="button" class="btn btn-sm btn-default" data-clear="1">${__("Clear")}</button>
		<button type="button" class="btn btn-sm btn-primary" data-side-by-side="1" ${ready ? "" : "disabled"}>
			${ready ? __("Compare side by side") : __("Tick one more to compare")}</button>`;
}
