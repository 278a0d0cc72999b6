// The dialog that starts a round: what it should aim at, each way in a sentence.

const API = "oppna_ditt_hem.matching_runs.";

// The platform lists under `in_create` what a user may create, but not through an empty form.
export const may_start_round = () => frappe.boot.user.in_create.includes("Matching Run");

export async function start_round() {
	const policies = await frappe.xcall(`${API}round_policies`);
	const dialog = new frappe.ui.Dialog({
		title: __("Start a round"),
		fields: [{ fieldname: "policies", fieldtype: "HTML" }],
		primary_action_label: __("Start the round"),
		primary_action: () => start(dialog),
	});
	dialog.fields_dict.policies.$wrapper.html(choices_html(policies));
	dialog.show();
}

function choices_html(policies) {
	return `<p>${__(
		"All households that seek a home and all approved homes are looked at together, in the background. Nobody is offered anything by it: you approve or drop each proposal afterwards."
	)}</p>
		<fieldset class="odh-policies"><legend>${__("What should the round aim at?")}</legend>
		${policies.map(choice_html).join("")}</fieldset>`;
}

function choice_html({ policy, label, text, usual }, index) {
	const esc = frappe.utils.escape_html;
	const id = `odh-policy-${index}`;
	return `<div class="odh-policy">
		<input type="radio" name="odh-policy" id="${id}" value="${esc(policy)}" ${usual ? "checked" : ""}
			aria-describedby="${id}-text">
		<div><label for="${id}">${esc(label)}</label>
			${usual ? `<span class="text-muted">${__("(usual)")}</span>` : ""}
			<p class="text-muted" id="${id}-text">${esc(text)}</p></div></div>`;
}

async function start(dialog) {
	const policy = dialog.$wrapper.find("input[name=odh-policy]:checked").val();
	dialog.disable_primary_action();
	try {
		await begin({ policy });
		dialog.hide();
	} catch {
		// The platform has shown the refusal, with a link to the round that is under way.
		dialog.enable_primary_action();
	}
}

// Start a round and go to its page.
export async function begin(args) {
	const { run } = await frappe.xcall(`${API}start_round`, args);
	frappe.set_route("Form", "Matching Run", run);
}
