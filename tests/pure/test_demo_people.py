"""Nobody in the Vansbro data set is real: numbers, addresses and names are those kept for fiction."""

import re
from collections import Counter

from demo_story import story_of
from personnummer import personnummer
from stdnum.se import orgnr


def test_phone_numbers_are_the_ones_reserved_for_fiction():
	numbers = [row["mobile"] for kind in ("landlords", "households") for row in story_of(kind)]
	assert len(numbers) == len(set(numbers)) == 47
	for number in numbers:
		match = re.fullmatch(r"070-174 06 (\d\d)", number)
		assert match and 5 <= int(match[1]) <= 99, number


def test_addresses_of_mail_are_of_the_reserved_domain():
	mails = [
		row["email"]
		for kind in ("users", "landlords", "households")
		for row in story_of(kind)
		if row.get("email")
	]
	assert all(mail.endswith(".example") for mail in mails)
	assert sum(not row.get("email") for row in story_of("landlords")) == 1


def test_identity_numbers_are_valid_and_of_the_test_series():
	seen = set()
	for row in story_of("households"):
		number = row.get("identity_number")
		assert bool(number) == (row["identity_kind"] != "None"), row["key"]
		if row["identity_kind"] in ("Personnummer", "Samordningsnummer"):
			parsed = personnummer.parse(number)
			assert parsed.is_coordination_number() == (row["identity_kind"] == "Samordningsnummer")
			assert int(number[:4]) == row["members"][0]["birth_year"], row["key"]
			assert parsed.is_male() == (row["members"][0]["gender"] == "Male"), row["key"]
			# Birth numbers 980-999 aren't given to people; the tax agency's test numbers use them.
			assert 980 <= int(number.replace("-", "")[8:11]) <= 999, row["key"]
		seen.add(number)
	assert len(seen) == 21


def test_the_one_organisation_has_a_valid_number():
	organisations = [row for row in story_of("landlords") if row["landlord_type"] == "Organisation"]
	assert len(organisations) == 1
	assert orgnr.is_valid(organisations[0]["organisation_number"])


def test_one_user_for_each_role_and_a_second_officer_and_landlord():
	roles = Counter(row["role"] for row in story_of("users"))
	assert roles == {
		"Housing Officer": 2,
		"Housing Manager": 1,
		"Grant Controller": 1,
		"Housing Administrator": 1,
		"Auditor": 1,
		"Concern Handler": 1,
		"Protected Identity Officer": 1,
		"Landlord": 2,
		"Applicant": 1,
	}


def test_homes_lie_near_their_locality():
	places = {row["key"]: row for row in story_of("localities")}
	for row in story_of("listings"):
		place = places[row["locality"]]
		assert abs(row["latitude"] - place["latitude"]) < 0.05, row["key"]
		assert abs(row["longitude"] - place["longitude"]) < 0.08, row["key"]
		assert row["postal_code"] in place["postal_codes"], row["key"]
