// One card per home or household in the search.

import { chips_html } from "./chips";
import { home_picture, household_picture } from "./picture";
import { score_html, score_table_html } from "./score";
import { day, esc, form_link, km, rent } from "./text";

function fact(label, value) {
	return value === "" ? "" : `<div><dt>${label}</dt><dd>${value}</dd></div>`;
}

function home_facts(card) {
	return [
		fact(__("Locality"), esc(card.locality)),
		fact(__("Distance"), km(card.distance)),
		fact(__("Kind"), esc(__(card.kind))),
		fact(__("Rent per month"), rent(card.rent)),
		fact(__("Free places"), `${card.free_places} / ${card.places}`),
		fact(__("Rooms"), card.rooms || ""),
		fact(__("Can move in"), day(card.from_date)),
	].join("");
}

function household_facts(card) {
	return [
		fact(__("Household"), esc(card.alias)),
		fact(__("Household size"), cint(card.household_size)),
		fact(__("Children"), cint(card.children)),
		fact(__("Language"), esc(card.language)),
		fact(__("Highest rent per month"), rent(card.max_rent)),
		fact(__("Must be received by"), day(card.must_receive_by)),
		fact(__("Registered on"), day(card.registered_on)),
		fact(__("Can move in"), day(card.from_date)),
		fact(__("Distance"), km(card.distance)),
	].join("");
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

function scarce(card) {
	return card.scarce.map((text) => `<p class="odh-scarce"><span aria-hidden="true">◆</span> ${esc(text)}</p>`).join("");
}

export function propose_button(card) {
	const label = card.possible ? __("Propose") : __("Propose all the same");
	if (card.placement) {
		return `<button type="button" class="btn btn-sm btn-default" data-open="${esc(card.placement.name)}">
			${__("Open the placement")}</button>`;
	}
	return `<button type="button" class="btn btn-sm ${card.possible ? "btn-primary" : "btn-default"}"
		data-propose="${esc(card.name)}" aria-label="${label}: ${esc(card.title)}">${label}</button>`;
}

function actions(card, rank) {
	const compare = rank
		? `<label class="odh-tick"><input type="checkbox" data-compare="${esc(card.name)}">
			<span>${__("Compare")}<span class="sr-only">: ${esc(card.title)}</span></span></label>`
		: "";
	const pass = card.placement
		? ""
		: `<button type="button" class="btn btn-sm btn-default" data-pass="${esc(card.name)}"
			aria-label="${__("Note why not")}: ${esc(card.title)}">${__("Note why not")}</button>`;
	return `<div class="odh-card-actions">${compare}<span class="odh-spring"></span>${pass}${propose_button(card)}</div>`;
}

/** A card; without a rank it stands outside of the list, such as the one that comes nearest. */
export function card_html(card, doctype, rank) {
	const is_home = doctype === "Listing";
	const unsure =
		is_home && card.availability === "Needs Confirmation"
			? `<span class="indicator-pill orange">${__("Needs Confirmation")}</span>`
			: "";
	const shown = rank ? `<span class="odh-rank" aria-label="${__("Place {0}", [rank])}">${rank}</span>` : "";
	return `<li class="odh-card" data-name="${esc(card.name)}" data-locality="${esc(is_home ? card.locality : card.must_reach)}">
		<div class="odh-card-head">
			<div class="odh-picture">${is_home ? home_picture(card) : household_picture(card)}${shown}</div>
			<div class="odh-card-title">
				<h4>${form_link(doctype, card.name, card.title)} ${unsure}</h4>
				<dl class="odh-facts">${is_home ? home_facts(card) : household_facts(card)}</dl>
			</div>
			${score_html(card)}
		</div>
		${history(card)}${scarce(card)}
		<div class="odh-card-reasons">${chips_html(card.reasons)}</div>
		${score_table_html(card)}
		${actions(card, rank)}
	</li>`;
}

/** What was passed over before: shown last, and brought back by hand. */
export function passed_html(card, doctype) {
	const note = card.passed.note && card.passed.reason ? `<span class="odh-note">${esc(card.passed.note)}</span>` : "";
	return `<li class="odh-card odh-card-passed" data-name="${esc(card.name)}">
		<h4>${form_link(doctype, card.name, card.title)}
			<span class="text-muted">${__("Score")} ${Math.round(card.score)}</span></h4>
		<p>${esc(card.passed.text)} ${note}</p>
		<button type="button" class="btn btn-sm btn-default" data-back="${esc(card.name)}"
			aria-label="${__("Bring back")}: ${esc(card.title)}">${__("Bring back")}</button>
	</li>`;
}
