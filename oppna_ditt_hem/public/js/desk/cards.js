// One card per home or household in the search.

import { money } from "./money";
import { reasons_html, score_html } from "./reasons";

const esc = (text) => frappe.utils.escape_html(cstr(text));

function fact(label, value) {
	return value === "" ? "" : `<div><dt>${label}</dt><dd>${value}</dd></div>`;
}

const rent = (value) => (value ? esc(money(value)) : "");
const km = (value) => (value ? `${format_number(value, null, 1)} km` : "");
const day = (value) => (value ? frappe.datetime.str_to_user(value) : "");

function home_facts(card) {
	return [
		fact(__("Locality"), esc(card.locality)),
		fact(__("Kind"), esc(__(card.kind))),
		fact(__("Rent per month"), rent(card.rent)),
		fact(__("Free places"), `${card.free_places} / ${card.places}`),
		fact(__("Rooms"), card.rooms || ""),
		fact(__("Can move in"), esc(day(card.from_date))),
		fact(__("Distance"), km(card.distance)),
	].join("");
}

function household_facts(card) {
	return [
		fact(__("Household"), esc(card.alias)),
		fact(__("Children"), cint(card.children)),
		fact(__("Language"), esc(card.language)),
		fact(__("Highest rent per month"), rent(card.max_rent)),
		fact(__("Must be received by"), esc(day(card.must_receive_by))),
		fact(__("Registered on"), esc(day(card.registered_on))),
		fact(__("Can move in"), esc(day(card.from_date))),
		fact(__("Distance"), km(card.distance)),
	].join("");
}

function picture(card) {
	return card.photo ? `<img class="odh-photo" src="${esc(card.photo)}" alt="" loading="lazy">` : "";
}

function history(card) {
	if (card.placement) {
		return `<p class="odh-history">${__("Already in {0} ({1}).", [
			form_link("Placement", card.placement.name),
			esc(__(card.placement.stage)),
		])}</p>`;
	}
	if (!card.earlier) return "";
	const reason = card.earlier.reason ? ` ${esc(__(card.earlier.reason))}.` : "";
	return `<p class="odh-history">${__("Tried before: {0} ({1}).", [
		form_link("Placement", card.earlier.name),
		esc(__(card.earlier.stage)),
	])}${reason}</p>`;
}

export function form_link(doctype, name, label = name) {
	return `<a href="${frappe.utils.get_form_link(doctype, name)}" target="_blank">${esc(label)}</a>`;
}

function button(card, index) {
	const kind = card.possible ? "btn-primary" : "btn-default";
	const label = card.possible ? __("Propose") : __("Propose all the same");
	if (card.placement) {
		return `<button type="button" class="btn btn-sm btn-default" data-open="${esc(card.placement.name)}">
			${__("Open the placement")}</button>`;
	}
	return `<button type="button" class="btn btn-sm ${kind}" data-propose="${index}"
		aria-label="${label}: ${esc(card.title)}">${label}</button>`;
}

export function card_html(card, index, doctype) {
	const is_home = doctype === "Listing";
	const unsure =
		is_home && card.availability === "Needs Confirmation"
			? `<span class="indicator-pill orange">${__("Needs Confirmation")}</span>`
			: "";
	return `<li class="odh-card" data-name="${esc(card.name)}">
		<div class="odh-card-head">
			${is_home ? picture(card) : ""}
			<div class="odh-card-title">
				<h4>${form_link(doctype, card.name, card.title)} ${unsure}</h4>
				<dl class="odh-facts">${is_home ? home_facts(card) : household_facts(card)}</dl>
			</div>
			<div class="odh-card-side">${score_html(card.score)}${button(card, index)}</div>
		</div>
		${history(card)}
		<div class="odh-card-reasons">${reasons_html(card.reasons)}</div>
	</li>`;
}
