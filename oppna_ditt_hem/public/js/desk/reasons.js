// Reasons in words: a sign, a word for it, and the sentence; never colour alone.

const SIGNS = { met: "✓", broken: "✗", unmet: "–", unknown: "?" };
const ORDER = { broken: 0, unknown: 1, unmet: 2, met: 3 };

function word_for(state) {
	return {
		met: __("Met"),
		broken: __("Not met"),
		unmet: __("Less good"),
		unknown: __("Not known"),
	}[state];
}

export function reasons_html(reasons) {
	const requirements = reasons.filter((reason) => reason.kind === "Requirement");
	const open = requirements.filter((reason) => reason.state !== "met");
	const met = requirements.filter((reason) => reason.state === "met");
	const preferences = reasons.filter((reason) => reason.kind !== "Requirement");
	return [
		open.length ? list_html(open) : "",
		met.length ? folded(__("Requirements met: {0}", [met.length]), list_html(met)) : "",
		preferences.length
			? `<div class="odh-reasons-title">${__("What counts for and against")}</div>${list_html(preferences)}`
			: "",
	].join("");
}

function folded(summary, html) {
	return `<details class="odh-folded"><summary>${summary}</summary>${html}</details>`;
}

function list_html(reasons) {
	const sorted = [...reasons].sort((a, b) => ORDER[a.state] - ORDER[b.state] || b.points - a.points);
	return `<ul class="odh-reasons">${sorted.map(reason_html).join("")}</ul>`;
}

function reason_html(reason) {
	const points = reason.points >= 0.5
		? `<span class="odh-points" title="${__("Part of the score")}">${format_points(reason.points)}</span>`
		: "";
	return `<li class="odh-reason odh-${reason.state}">
		<span class="odh-sign" aria-hidden="true">${SIGNS[reason.state]}</span>
		<span><span class="sr-only">${word_for(reason.state)}: </span>${frappe.utils.escape_html(reason.text)}</span>
		${points}</li>`;
}

function format_points(points) {
	return `+${format_number(points, null, 0)}`;
}

export function score_html(score) {
	const shown = Math.round(score);
	return `<div class="odh-score" role="meter" aria-valuemin="0" aria-valuemax="100" aria-valuenow="${shown}"
			aria-label="${__("Match score")}">
		<span class="odh-score-number">${shown}</span>
		<span class="odh-score-bar" aria-hidden="true"><span style="width:${shown}%"></span></span>
		<span class="odh-score-label">${__("Match score, at most 100")}</span>
	</div>`;
}
