import { ask_before, reasons_query } from "./desk/ask_before";
import { keep_cards_in_place, show_days_in_stage } from "./desk/age_board";
import { add_import, add_views, availability_pill, near_day } from "./desk/lists";
import { MatchSearch } from "./desk/find/match_search";
import { add_message_button } from "./desk/landlord_message";
import { add_link_buttons, show_letters } from "./desk/letters";
import { add_stay_buttons } from "./desk/stay_buttons";
import { show_law, show_rent } from "./desk/law";
import { keep_maps_inside } from "./desk/map_tiles";
import { money } from "./desk/money";
import { show_net_cost } from "./desk/net_cost";
import { add_search_button, next_step, time_left } from "./desk/next_step";
import { show_overspending } from "./desk/overspending";
import { add_sign_button } from "./desk/signing";
import "./desk/numbers";
import { keep_message, lead_to_rows, report_filters } from "./desk/reports";
import { reasons_html, score_html } from "./desk/reasons";
import { add_status_link } from "./desk/status_link";
import { may_start_round, start_round } from "./desk/start_round";
import { keep_opened_workflow } from "./desk/workflow_form";

frappe.provide("oppna_ditt_hem");

Object.assign(oppna_ditt_hem, {
	MatchSearch,
	add_import,
	add_link_buttons,
	add_message_button,
	add_search_button,
	add_sign_button,
	add_status_link,
	add_stay_buttons,
	add_views,
	ask_before,
	availability_pill,
	keep_message,
	lead_to_rows,
	may_start_round,
	money,
	near_day,
	next_step,
	reasons_html,
	reasons_query,
	report_filters,
	score_html,
	show_days_in_stage,
	show_law,
	show_letters,
	show_net_cost,
	show_overspending,
	show_rent,
	start_round,
	time_left,
});

keep_maps_inside();
keep_cards_in_place();
keep_opened_workflow();
