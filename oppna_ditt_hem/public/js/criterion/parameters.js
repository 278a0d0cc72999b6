// The settings of a rule as labelled fields; underneath they are the JSON that the engine reads.

import { esc } from "./html";

export class ParameterForm {
	constructor(frm) {
		this.frm = frm;
		this.$wrapper = frm.fields_dict.parameters_form.$wrapper;
		this.$wrapper.on("change", "[data-parameter]", () => this.take());
	}

	show(declared, read_only) {
		const shown = JSON.stringify([this.frm.doc.name, declared, read_only, this.frm.doc.parameters]);
		if (shown === this.shown) return;
		this.shown = shown;
		this.declared = declared;
		const values = read(this.frm.doc.parameters);
		const fields = declared.map((one) => field_html(one, values[one.name] ?? one.default, read_only));
		this.$wrapper.html(`<div class="odh-parameters">${fields.join("")}</div>`);
	}

	take() {
		const values = Object.fromEntries(this.declared.map((one) => [one.name, this.value_of(one)]));
		const text = JSON.stringify(values);
		// Already shown: drawing it again would take the cursor out of the field.
		this.shown = JSON.stringify([...JSON.parse(this.shown).slice(0, 3), text]);
		this.frm.set_value("parameters", text);
	}

	value_of(one) {
		const $inputs = this.$wrapper.find(`[data-parameter="${one.name}"]`);
		if (one.type === "answer") return $inputs.prop("checked");
		if (one.type === "number") return number_of($inputs.val());
		const chosen = $inputs.filter(":checked").map((_i, input) => input.value).get();
		return one.choices.map((choice) => choice.value).filter((value) => chosen.includes(String(value)));
	}
}

function read(text) {
	try {
		return (typeof text === "string" ? JSON.parse(text || "{}") : text) || {};
	} catch {
		return {};
	}
}

// What is no number is sent as it is, and the server says what would do.
function number_of(text) {
	const number = Number(text.replace(/\s/g, "").replace(",", "."));
	return text.trim() === "" || Number.isNaN(number) ? text : number;
}

function shown_number(value) {
	if (typeof value !== "number") return cstr(value);
	const decimals = (String(value).split(".")[1] || "").length;
	return format_number(value, null, decimals);
}

function field_html(one, value, read_only) {
	const disabled = read_only ? "disabled" : "";
	return { answer: answer_html, number: number_html, choices: choices_html }[one.type](one, value, disabled);
}

function answer_html(one, value, disabled) {
	return `<div class="odh-parameter checkbox"><label>
		<input type="checkbox" data-parameter="${one.name}" ${value ? "checked" : ""} ${disabled}>
		<span class="label-area">${esc(one.label)}</span></label></div>`;
}

function number_html(one, value, disabled) {
	const id = `odh-parameter-${one.name}`;
	const hint = __("At least {0}; {1} unless you change it.", [
		shown_number(one.least),
		shown_number(one.default),
	]);
	return `<div class="odh-parameter form-group">
		<label class="control-label" for="${id}">${esc(one.label)}</label>
		<input type="text" inputmode="decimal" class="form-control" id="${id}" data-parameter="${one.name}"
			value="${esc(shown_number(value))}" aria-describedby="${id}-hint" autocomplete="off" ${disabled}>
		<p class="help-box small text-muted" id="${id}-hint">${hint}</p></div>`;
}

function choices_html(one, value, disabled) {
	const boxes = one.choices.map(
		(choice) => `<label class="odh-choice"><input type="checkbox" data-parameter="${one.name}"
			value="${esc(choice.value)}" ${value.includes(choice.value) ? "checked" : ""} ${disabled}>
			<span>${esc(choice.label)}</span></label>`
	);
	return `<fieldset class="odh-parameter odh-choices"><legend class="control-label">${esc(one.label)}</legend>
		${boxes.join("")}</fieldset>`;
}
