// Reasons as chips: a sign, a word for it, and the criterion; never colour alone. Hovering, focus or a tap tells more.

import { esc } from "./text";

const SIGNS = { broken: "✗", unmet: "–", unknown: "?", met: "✓" };
let number = 0;

function groups() {
	return [
		{ state: "broken", title: __("Not met"), whole: true },
		{ state: "unmet", title: __("Less good"), whole: true },
		{ state: "unknown", title: __("Not known"), whole: true },
		{ state: "met", title: __("Met"), whole: false },
	];
}

export function chips_html(reasons) {
	return groups()
		.map((group) => ({ ...group, reasons: together(reasons.filter((reason) => reason.state === group.state)) }))
		.filter((group) => group.reasons.length)
		.map(group_html)
		.join("");
}

// Several criteria may say the same, such as that the rent isn't known: said once, for all of them.
function together(reasons) {
	const by_text = new Map();
	sorted(reasons).forEach((reason) => {
		const said = by_text.get(reason.text);
		if (said) said.criteria.push(reason);
		else by_text.set(reason.text, { ...reason, criteria: [reason] });
	});
	return [...by_text.values()];
}

function group_html({ state, title, whole, reasons }) {
	const chips = reasons.map((reason) => chip_html(reason, whole)).join("");
	return `<section class="odh-chip-group odh-${state}">
		<h5><span class="odh-sign" aria-hidden="true">${SIGNS[state]}</span> ${title}
			<span class="odh-count">${reasons.length}</span></h5>
		<ul>${chips}</ul></section>`;
}

// Requirements first, then what weighs most.
function sorted(reasons) {
	const rank = (reason) => (reason.kind === "Requirement" ? 1000 : 0) + reason.weight;
	return [...reasons].sort((a, b) => rank(b) - rank(a));
}

/** What is met is named; what isn't is said in full, with what to ask whom. */
function chip_html(reason, whole) {
	const id = `odh-tip-${(number += 1)}`;
	return `<li><button type="button" class="odh-chip" aria-expanded="false" aria-describedby="${id}">
			<span class="odh-sign" aria-hidden="true">${SIGNS[reason.state]}</span>
			<span>${esc(whole ? reason.text : reason.criterion)}</span></button>
		<span class="odh-tip" role="tooltip" id="${id}">${tip_html(reason, whole)}</span>
		${reason.ask.map(ask_html).join("")}</li>`;
}

function tip_html(reason, whole) {
	const parts = reason.criteria.map((one) => {
		const lead = whole ? one.criterion : one.text;
		const kind = one.kind === "Requirement" ? __("Requirement") : __("Wish, counts in the score");
		return `<strong>${esc(lead)}</strong> <span>${esc(one.explanation)}</span> <em>${kind}</em>`;
	});
	return parts.join("");
}

function ask_html(text) {
	return `<span class="odh-ask"><span aria-hidden="true">→</span> ${esc(text)}</span>`;
}

/** Let a tap keep a chip's explanation open, and keep explanations inside of the dialog. */
export function bind_chips($results) {
	$results.on("click", ".odh-chip", (event) => {
		const chip = event.currentTarget;
		const open = chip.getAttribute("aria-expanded") === "true";
		close_chips($results);
		chip.setAttribute("aria-expanded", String(!open));
		keep_inside(chip);
	});
	$results.on("mouseenter focus", ".odh-chip", (event) => keep_inside(event.currentTarget));
	$results.on("mouseleave blur", ".odh-chip", (event) => event.currentTarget.classList.remove("is-quiet"));
	// Escape closes the explanation first, and the dialog the next time.
	$results.on("keydown", (event) => {
		const shown = $results.find(".odh-tip:visible").prev();
		if (event.key !== "Escape" || !shown.length) return;
		close_chips($results);
		shown.addClass("is-quiet");
		event.stopPropagation();
	});
}

function close_chips($results) {
	$results.find(".odh-chip[aria-expanded=true]").attr("aria-expanded", "false");
}

function keep_inside(chip) {
	const tip = chip.nextElementSibling;
	const frame = chip.closest(".odh-card, .odh-compare").getBoundingClientRect();
	const over = chip.getBoundingClientRect().left + tip.offsetWidth - frame.right + 12;
	tip.style.left = `${-Math.max(0, over)}px`;
}
