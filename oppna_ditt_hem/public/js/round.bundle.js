// The page of a round, loaded when somebody opens one.

import { RoundPage } from "./round/page";
import { rules_html } from "./round/rules";

frappe.provide("oppna_ditt_hem");

oppna_ditt_hem.show_round = (frm) => {
	frm.odh_round?.leave();
	frm.odh_round = new RoundPage(frm);
	return frm.odh_round.show();
};

// A search has no page of its own, but it has kept its rules as well.
oppna_ditt_hem.show_rules = async (frm) => {
	const { rules } = await frappe.xcall("oppna_ditt_hem.matching_runs.round_overview", { run: frm.doc.name });
	frm.fields_dict.rules_html.$wrapper.html(rules_html(rules, { may_replay: false }));
};
