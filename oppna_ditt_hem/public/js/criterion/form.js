// One criterion on its form: which rule it is, its settings, and what may be written in an own one.

import { Changes } from "./changes";
import { ExpressionGuide } from "./expression";
import { ParameterForm } from "./parameters";
import { Preview } from "./preview";
import { ScriptGuide } from "./script";
import { esc } from "./html";

export class CriterionForm {
	constructor(frm, guide) {
		this.frm = frm;
		this.guide = guide;
		this.parameters = new ParameterForm(frm);
		this.expression = new ExpressionGuide(frm, guide);
		this.script = new ScriptGuide(frm, guide);
		this.changes = new Changes(frm);
	}

	get may_write() {
		return this.frm.is_new() || frappe.model.can_write("Matching Criterion");
	}

	get rule() {
		return this.guide.rules.find((rule) => rule.key === this.frm.doc.rule);
	}

	refresh() {
		this.show_rule();
		this.expression.refresh();
		this.script.refresh();
		this.changes.refresh();
		if (this.may_write) {
			this.frm.add_custom_button(__("Preview the change"), () => new Preview(this.frm).open());
		}
	}

	show_rule() {
		this.offer_rules();
		this.frm.toggle_display("rule", this.may_write);
		this.frm.fields_dict.rule_help.html(this.rule_html());
		this.show_parameters();
	}

	offer_rules() {
		const { kind } = this.frm.doc;
		const fitting = this.guide.rules.filter((rule) => !kind || rule.kind === kind);
		const options = fitting.map(({ key, label }) => ({ value: key, label }));
		this.frm.set_df_property("rule", "options", [{ value: "", label: "" }, ...options]);
	}

	rule_html() {
		const rule = this.rule;
		if (!rule) return `<p class="text-muted">${__("Choose a rule. What it does is told here.")}</p>`;
		return `<h5>${esc(rule.label)}</h5><p>${esc(rule.explanation)}</p>`;
	}

	show_parameters() {
		const { source, kind } = this.frm.doc;
		const declared = source === "Built in" ? this.rule?.parameters : this.guide.own[kind];
		this.frm.toggle_display("parameters_section", Boolean(declared?.length));
		this.parameters.show(declared || [], !this.may_write);
	}

	source_changed() {
		this.take_defaults(this.frm.doc.source === "Built in" ? this.rule?.parameters : []);
		this.refresh_panels();
	}

	kind_changed() {
		const { source, kind } = this.frm.doc;
		if (source === "Built in" && this.rule && this.rule.kind !== kind) this.frm.set_value("rule", "");
		this.refresh_panels();
	}

	rule_changed() {
		const rule = this.rule;
		this.take_defaults(rule?.parameters);
		if (rule) {
			const { criterion_name } = this.frm.doc;
			this.frm.set_value({
				kind: rule.kind,
				weight: rule.weight || 1,
				criterion_name: criterion_name || rule.name,
			});
		}
		this.refresh_panels();
	}

	take_defaults(declared = []) {
		const values = Object.fromEntries(declared.map((one) => [one.name, one.default]));
		this.frm.set_value("parameters", JSON.stringify(values));
	}

	refresh_panels() {
		this.show_rule();
		this.expression.refresh();
		this.script.refresh();
	}
}
