// The rules a run was computed with, for a person to read.

import { decimal, empty_html, esc, table_html } from "./parts";

export function rules_html(rules, { may_replay }) {
	if (!rules.length) return empty_html(__("The rules are kept once the round is done."));
	const requirements = rules.filter((rule) => rule.is_requirement);
	const preferences = rules.filter((rule) => !rule.is_requirement);
	return `<p>${__("These rules were kept when the run was made. What has been changed since is not in them.")}</p>
		${may_replay ? replay_html() : ""}
		${table_html(__("Requirements: a pair that breaks one is not proposed"), columns(), requirements.map(cells))}
		${table_html(
			__("Preferences: they make up the score"),
			[...columns(), { label: __("Weight"), number: true }],
			preferences.map((rule) => [...cells(rule), decimal(rule.weight)])
		)}`;
}

const columns = () => [{ label: __("Rule") }, { label: __("What it asks") }, { label: __("Parameters") }];

function cells(rule) {
	return [esc(rule.name), esc(rule.explanation), rule.parameters.map(esc).join("<br>")];
}

function replay_html() {
	return `<p><button type="button" class="btn btn-default btn-sm" data-replay="1">${__(
		"Compute again with these rules"
	)}</button> <span class="text-muted">${__(
		"On the homes and households of today. It proposes nothing; it shows what would be different."
	)}</span></p>`;
}
