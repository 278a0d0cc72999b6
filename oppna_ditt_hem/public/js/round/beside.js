// The round beside the plain list, which takes the best pair first, then the best that is left, and so on.

import { decimal, empty_html, esc, form_link, table_html, whole } from "./parts";

export function beside_html({ round, plain, sentences, same, differing, rows }) {
	if (!round.households && !plain.households) {
		return empty_html(__("Neither way finds a home for anybody. See why under {0}.", [__("Left without").bold()]));
	}
	return `<p>${__(
		"The plain list takes the best pair first, then the best of those left, and so on, as one would by hand."
	)}</p>
		${totals_html(round, plain)}
		${sentences.length ? `<ul>${sentences.map((text) => `<li>${esc(text)}</li>`).join("")}</ul>` : ""}
		<p>${__("Households with the same home either way: {0}. With another home, or with one only one way: {1}.", [
			whole(same),
			whole(differing),
		])}</p>
		${rows.length ? rows_html(rows) : ""}`;
}

function totals_html(round, plain) {
	const lines = [
		[__("Households with a home"), "households", whole],
		[__("People with a home"), "people", whole],
		[__("Points in all"), "score", decimal],
	];
	const columns = [
		{ label: __("Measure") },
		{ label: __("The round"), number: true },
		{ label: __("The plain list"), number: true },
		{ label: __("Difference"), number: true },
	];
	const rows = lines.map(([label, key, shown]) => [
		label,
		shown(round[key]),
		shown(plain[key]),
		signed(flt(round[key] - plain[key], 2), shown),
	]);
	return table_html(__("The round beside the plain list"), columns, rows);
}

function signed(number, shown) {
	return number > 0 ? `+${shown(number)}` : shown(number).replace("-", "−");
}

function rows_html(rows) {
	const columns = [
		{ label: __("Household") },
		{ label: __("Home in the round") },
		{ label: __("Home in the plain list") },
	];
	const cells = rows.map((row) => [
		form_link("Applicant", row.name, row.household),
		row.round ? esc(row.round) : `<span class="text-muted">${__("none")}</span>`,
		row.plain ? esc(row.plain) : `<span class="text-muted">${__("none")}</span>`,
	]);
	return `<details class="odh-folded"><summary>${__("Household by household")}</summary>
		${table_html(__("Where the two differ"), columns, cells)}</details>`;
}
