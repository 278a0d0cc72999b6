"""What is typed into an offer: texts that look like something else, and days on which nobody could live there."""

from datetime import date, timedelta

import pytest
from portal_help import NASTY, fill_in, listings_of, shows_as_text


def in_days(days: int) -> str:
	return str(date.today() + timedelta(days))


@pytest.mark.parametrize(
	("days", "field", "said"),
	[
		(
			{"available_from": "2020-01-01", "available_to": "2020-03-01"},
			"available_to",
			"This day has passed.",
		),
		(
			{"available_to": in_days(60), "shortest_stay_months": "3"},
			"shortest_stay_months",
			"shorter time",
		),
		(
			{"available_from": in_days(2), "available_to": in_days(0)},
			"available_to",
			"before the first",
		),
		(
			{
				"available_from": "2020-01-01",
				"available_to": in_days(93),
				"shortest_stay_months": "3",
			},
			"",
			"",
		),
	],
)
def test_days_on_which_nobody_could_live_there_are_told(rut, days, field, said):
	name = fill_in(rut.at)
	rut.at.get(f"/erbjud-bostad?hem={name}&steg=tiden")
	page = rut.at.send(
		"/erbjud-bostad", steg="tiden", hem=name, base=rut.at.hidden("base"), do="next", **days
	)
	assert (f'id="{field}-wrong"' in page and said in page) if field else 'id="summary"' not in page


def test_what_looks_like_a_tag_comes_back_as_it_was_written(rut):
	name = fill_in(rut.at)
	typed = "Rum <10 m2> & kök <med hund>"
	rut.at.send("/erbjud-bostad", steg="passar", hem=name, do="next", house_rules=typed)
	(kept,) = listings_of(rut.record)
	assert kept.house_rules == typed.replace("<m", "‹m")
	kept.save()
	assert listings_of(rut.record)[0].house_rules == kept.house_rules
	assert "&amp;amp;" not in rut.at.session.get(f"/erbjud-bostad?hem={name}&steg=passar").text


def test_what_is_written_never_becomes_a_program(rut):
	name = fill_in(rut.at, address_line='=HYPERLINK("http://evil.example")')
	rut.at.send(
		"/erbjud-bostad",
		steg="passar",
		hem=name,
		do="next",
		house_rules=NASTY,
		other_information="-2+3+cmd|x",
	)
	(kept,) = listings_of(rut.record)
	assert kept.address_line.startswith("HYPERLINK") and kept.other_information[0] == "–"
	assert "<script" not in kept.house_rules
	for path in (
		f"/erbjud-bostad?hem={name}&steg=skicka",
		f"/erbjud-bostad?hem={name}&steg=passar",
		"/mina-bostader",
	):
		shows_as_text(rut.at.session.get(path).text)
