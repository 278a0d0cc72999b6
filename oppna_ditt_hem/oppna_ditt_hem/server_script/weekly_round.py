# A matching round every week, with the policy of Matching Settings.
#
# To use it: have server scripts enabled on the bench, then untick "Disabled" here. The round runs in the
# background and is refused while another one runs. "Event Frequency" says how often; with Cron, for example
# "0 6 * * 1", it is every Monday at six.

policy = frappe.db.get_single_value("Matching Settings", "policy") or "House the most people"
frappe.call("oppna_ditt_hem.matching_runs.start_round", policy=policy)
