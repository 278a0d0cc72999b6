// A pair's reasons at a glance: a sign, the rule's name, and the whole sentence for who points or listens.

import { esc } from "./parts";

const SIGNS = { met: "✓", broken: "✗", unmet: "–", unknown: "?" };
const ORDER = { broken: 0, unknown: 1, unmet: 2, met: 3 };
const MOST = 6;

const word_for = (state) =>
	({ met: __("Met"), broken: __("Not met"), unmet: __("Less good"), unknown: __("Not known") }[state]);

// What is not simply met, and the preferences that count most.
export function chips_html(reasons) {
	const telling = reasons.filter((one) => one.kind !== "Requirement" || one.state !== "met");
	const sorted = telling.sort((a, b) => ORDER[a.state] - ORDER[b.state] || b.points - a.points);
	const met = reasons.filter((one) => one.kind === "Requirement" && one.state === "met").length;
	const chips = sorted.slice(0, MOST).map(chip_html);
	if (met) chips.unshift(plain_chip(__("Requirements met: {0}", [met])));
	return `<ul class="odh-chips">${chips.join("")}</ul>`;
}

function plain_chip(text) {
	return `<li class="odh-chip odh-met"><span class="odh-sign" aria-hidden="true">✓</span>${esc(text)}</li>`;
}

function chip_html(one) {
	return `<li class="odh-chip odh-${one.state}" title="${esc(one.text)}">
		<span class="odh-sign" aria-hidden="true">${SIGNS[one.state]}</span>
		<span class="sr-only">${word_for(one.state)}: </span>${esc(one.criterion)}
		<span class="sr-only">. ${esc(one.text)}</span></li>`;
}
