"""The matching engine: two tables and a rule set in, proposals with their reasons out.

Plain Python. It knows neither Frappe nor the documents its rows come from, so it runs on a site, from the command line on
two spreadsheets, and in tests without a site, with the same result.
"""
