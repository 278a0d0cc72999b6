// One proposed pair: the household, the home, how well they suit, and what can be done about it.

import { chips_html } from "./chips";
import { esc, form_link, pill, whole } from "./parts";

const COLORS = { Open: "blue", Proposed: "green", Dropped: "gray", Expired: "orange" };

const fact = (label, value) => (value ? `<div><dt>${label}</dt><dd>${value}</dd></div>` : "");

export function card_html(row, may_decide) {
	const can = may_decide && row.status === "Open" && !row.live;
	const whom = __("{0} in {1}", [row.household_title, row.home_title]);
	return `<li class="odh-card odh-pair" data-name="${esc(row.name)}">
		<div class="odh-card-head">
			${can ? tick_html(row, whom) : ""}
			<div class="odh-card-title">
				<h4>${form_link("Applicant", row.applicant, row.household_title)}</h4>
				<dl class="odh-facts">${fact(__("People"), whole(row.people))}${fact(
		__("Of them children"),
		row.children && whole(row.children)
	)}</dl>
			</div>
			<div class="odh-card-title">
				<h4>${form_link("Listing", row.listing, row.home_title)}</h4>
				<dl class="odh-facts">${fact(__("Locality"), esc(row.locality))}${fact(
		__("Kind"),
		esc(__(row.kind))
	)}${fact(__("Rent per month"), row.rent && esc(oppna_ditt_hem.money(row.rent)))}${fact(
		__("Places"),
		row.places && whole(row.places)
	)}</dl>
			</div>
			<div class="odh-card-side">${oppna_ditt_hem.score_html(row.score)}${can ? buttons_html(row, whom) : ""}</div>
		</div>
		<p class="odh-outcome">${pill(__(row.status), COLORS[row.status] || "gray")} ${outcome_html(row)}</p>
		${row.reasons.length ? reasons(row) : ""}
	</li>`;
}

function tick_html(row, whom) {
	return `<input type="checkbox" data-tick="${esc(row.name)}" aria-label="${__("Tick {0}", [esc(whom)])}">`;
}

function buttons_html(row, whom) {
	return `<button type="button" class="btn btn-sm btn-primary" data-approve="${esc(row.name)}"
			aria-label="${__("Approve")}: ${esc(whom)}">${__("Approve")}</button>
		<button type="button" class="btn btn-sm btn-default" data-drop="${esc(row.name)}"
			aria-label="${__("Drop")}: ${esc(whom)}">${__("Drop")}</button>`;
}

function outcome_html(row) {
	if (row.placement) return form_link("Placement", row.placement);
	if (row.status === "Open" && row.live) {
		return __("Already in {0} ({1}).", [form_link("Placement", row.live.name), esc(__(row.live.stage))]);
	}
	const earlier = row.earlier
		? `${__("Tried before: {0} ({1}).", [
				form_link("Placement", row.earlier.name),
				esc([__(row.earlier.stage), row.earlier.reason && __(row.earlier.reason)].filter(Boolean).join(": ")),
		  ])}`
		: "";
	return [esc(row.outcome), earlier].filter(Boolean).join(" · ");
}

function reasons(row) {
	return `${chips_html(row.reasons)}<details class="odh-folded"><summary>${__("All reasons")}</summary>
		${oppna_ditt_hem.reasons_html(row.reasons)}</details>`;
}

// The line above the list that acts on what is ticked.
export function decide_html(ticked, open) {
	const off = ticked ? "" : "disabled";
	return `<label class="odh-tick-all"><input type="checkbox" data-tick-all="1"
			${ticked && ticked === open ? "checked" : ""}> ${__("Tick all {0} that are open here", [whole(open)])}</label>
		<button type="button" class="btn btn-sm btn-primary" data-approve="" ${off}>
			${__("Approve ticked ({0})", [whole(ticked)])}</button>
		<button type="button" class="btn btn-sm btn-default" data-drop="" ${off}>
			${__("Drop ticked ({0})", [whole(ticked)])}</button>`;
}
