// The score broken up: fit and priority apart, each a stacked bar of points, and the table behind it.

import { esc, points } from "./text";

function title_of(aspect) {
	return aspect === "fit" ? __("How well they fit") : __("Who comes first");
}

export function score_html(card) {
	return `<div class="odh-score-box">
		<div class="odh-score-total"><span class="odh-score-number">${Math.round(card.score)}</span>
			<span class="odh-score-label">${__("Match score, at most 100")}</span></div>
		${card.parts.map(bar_html).join("")}</div>`;
}

function bar_html({ aspect, points: got, most, parts }) {
	if (!most) return "";
	const pieces = parts
		.filter((part) => part.points >= 0.5)
		.map((part) => `<span style="width:${(part.points / most) * 100}%" title="${esc(`${part.criterion}: ${points(part.points)}`)}"></span>`);
	const said = __("{0} of {1} points", [points(got), points(most)]);
	return `<div class="odh-bar-line"><span class="odh-bar-title">${title_of(aspect)}</span>
		<span class="odh-bar odh-bar-${aspect}" role="img" aria-label="${title_of(aspect)}: ${said}">${pieces.join("")}</span>
		<span class="odh-bar-points">${said}</span></div>`;
}

export function score_table_html(card) {
	return `<details class="odh-folded"><summary>${__("How the score is made up")}</summary>
		<table class="odh-score-table"><caption class="sr-only">${__("Points by criterion")}</caption>
		<thead><tr><th scope="col">${__("Criterion")}</th><th scope="col">${__("Points")}</th>
			<th scope="col">${__("At most")}</th></tr></thead>
		${card.parts.filter((one) => one.most).map(group_html).join("")}
		<tfoot><tr><th scope="row">${__("Score")}</th><td>${points(card.score)}</td><td>100</td></tr></tfoot>
		</table></details>`;
}

function group_html({ aspect, points: got, most, parts }) {
	const rows = parts.map(
		(part) => `<tr><td>${esc(part.criterion)}${part.state ? "" : ` <em>${__("the same for every pair")}</em>`}</td>
			<td>${points(part.points)}</td><td>${points(part.most)}</td></tr>`
	);
	return `<tbody><tr class="odh-bar-${aspect}"><th scope="rowgroup">${title_of(aspect)}</th>
		<td>${points(got)}</td><td>${points(most)}</td></tr>${rows.join("")}</tbody>`;
}
