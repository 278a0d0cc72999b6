/**
 * Buttons for what the reader may create. The platform's shortcuts show New to everybody who may read.
 */
import { element } from "./nodes.js";

frappe.provide("oppna_ditt_hem");

const cases = () => [
	["Applicant", __("New household")],
	["Listing", __("New listing")],
	["Landlord", __("New landlord")],
	["Concern", __("Report a concern")],
	["Data Import", __("Import a list")],
];

oppna_ditt_hem.show_new_case = function (container) {
	const open = cases().filter(([doctype]) => frappe.model.can_create(doctype));
	const buttons = open.map(([doctype, label]) => button(label, () => frappe.new_doc(doctype)));
	if (oppna_ditt_hem.may_start_round()) buttons.push(button(__("Start a round"), oppna_ditt_hem.start_round));
	container.replaceChildren(...buttons);
};

function button(label, act) {
	const node = element("button", { type: "button", class: "btn btn-default btn-sm" }, label);
	node.addEventListener("click", () => act());
	return node;
}
