"""The market kept in memory is the market in the database: after every change, for every user, in every process."""

from dataclasses import fields
from types import SimpleNamespace

import frappe
import numpy as np
import pymysql
import pytest
from factories import CLEARED, MANAGER, OFFICER, acting_as, make, make_user
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, nowdate

from oppna_ditt_hem import market_cache, matchmaking, packed
from oppna_ditt_hem.matching.faults import BadInput
from oppna_ditt_hem.matching.languages import moved

APPROVED = [["stage", "=", "Approved"], ["availability", "!=", "Not Available"]]
SEEKING = [["stage", "=", "Seeking"]]


@pytest.fixture(autouse=True)
def new_worker():
	market_cache.forget()


@pytest.fixture
def applicant() -> str:
	wished = [{"locality": make.locality("Nås")}]
	return make.applicant("Seeking", wished_localities=wished, must_reach="Nås", max_distance_km=30).name


def homes(applicant: str) -> object:
	return market_cache.homes_for(applicant, APPROVED)


def see_the_same(applicant: str) -> None:
	"""What is kept is what a fresh reading of the same rows gives."""
	kept = homes(applicant)
	names = frappe.get_list("Listing", APPROVED, pluck="name", order_by="name", limit=0)
	fresh = matchmaking.build(matchmaking.households_named([applicant]), matchmaking.listings_named(names))
	assert list(kept.listings.names) == names
	assert kept.today == fresh.today and set(fresh.languages) <= set(kept.languages)
	assert np.array_equal(kept.km, fresh.km, equal_nan=True)
	for side in ("listings", "households", "localities"):
		see_equal(getattr(kept, side), getattr(fresh, side), (fresh.languages, kept.languages))


def see_equal(kept, fresh, codes: tuple = ((), ())) -> None:
	"""What was kept has a bit also for a language that nobody speaks any more."""
	for field in fields(fresh):
		one, other = getattr(kept, field.name), getattr(fresh, field.name)
		if field.name == "languages":
			other = moved(other, *codes)
		assert one.dtype == other.dtype, field.name
		assert np.array_equal(one, other, equal_nan=one.dtype.kind == "f"), field.name


def change(doctype: str, name: str, **values) -> None:
	frappe.get_doc(doctype, name).update(values).save()


def test_what_is_kept_is_what_a_fresh_reading_gives_after_every_change(applicant):
	flat = make.listing("Approved", locality="Nås", languages=[{"language": "ar"}, {"language": "sv"}])
	house = make.listing("Approved", kind="House", places=6, latitude=60.6, longitude=14.1)
	room = make.listing("Approved", kind="Room", part_of=house, landlord=house.landlord, places=1)
	see_the_same(applicant)

	steps = [
		lambda: change("Listing", flat.name, rent=4321),
		lambda: change("Listing", flat.name, languages=[{"language": "ti"}]),
		# Comes before the others, so theirs get other bits.
		lambda: change("Listing", house.name, languages=[{"language": "am"}]),
		lambda: make.placement("Moved In", listing=room, to_date=add_days(nowdate(), 90)),
		lambda: make.placement("Offered", listing=flat),
		lambda: make.listing("Approved", rent=2500, available_to=add_days(nowdate(), 300)),
		lambda: apply_workflow(frappe.get_doc("Listing", house.name), "Pause"),
		lambda: frappe.db.set_value("Listing", flat.name, "available_from", add_days(nowdate(), 20)),
		lambda: change("Locality", "Nås", latitude=60.4, longitude=14.6, has_shop=1),
		lambda: change("Applicant", applicant, wanted_from=add_days(nowdate(), 9), preferred_language="so"),
		lambda: frappe.db.set_value(
			"Listing", room.name, "availability", "Not Available", update_modified=False
		),
		lambda: frappe.rename_doc("Locality", "Nås", "Nås kyrkby", force=True),
		lambda: frappe.rename_doc("Language", "ti", "tigrinya", force=True),
		lambda: frappe.rename_doc("Listing", house.name, "LST-2016-99999", force=True),
	]
	for step in steps:
		with acting_as("Administrator"):
			step()
		see_the_same(applicant)


def test_a_second_search_reads_no_home_again(applicant):
	first, other = make.listing("Approved"), make.listing("Approved")
	kept = homes(applicant)
	assert homes(applicant).listings is kept.listings

	# Written past the time of change, which nothing in the app does with what the engine knows.
	table = frappe.qb.DocType("Listing")
	frappe.qb.update(table).set(table.rent, 1).run()
	frappe.db.set_value("Listing", first.name, "rooms", 7)

	rent = dict(zip(homes(applicant).listings.names, homes(applicant).listings.rent, strict=True))
	assert rent == {first.name: 1, other.name: other.rent}


def test_nothing_the_app_writes_past_the_time_of_change_is_kept():
	"""`update_modified=False` on a listing or a household is for what the cache asks anew with each search."""
	assert not {"availability", "free_places"} & {*matchmaking.LISTING_FIELDS, *matchmaking.HOUSEHOLD_FIELDS}


def test_everybody_chooses_from_what_they_may_read(applicant):
	make.locality("Nås")
	near, far = make.listing("Approved", locality="Nås"), make.listing("Approved")
	seen_by_all, limited = make_user(MANAGER), make_user(OFFICER, number=7)
	permission = {"doctype": "User Permission", "user": limited, "allow": "Locality", "for_value": "Nås"}
	frappe.get_doc(permission).insert()
	change("Applicant", applicant, must_reach=None)

	with acting_as(seen_by_all):
		assert set(homes(applicant).listings.names) == {near.name, far.name}
	with acting_as(limited):
		assert list(homes(applicant).listings.names) == [near.name]
	with acting_as(seen_by_all):
		assert set(homes(applicant).listings.names) == {near.name, far.name}
	frappe.delete_doc("User Permission", frappe.get_last_doc("User Permission").name)
	with acting_as(limited):
		assert set(homes(applicant).listings.names) == {near.name, far.name}


def seekers(listing: str) -> tuple[set[str], int]:
	market, left_out = market_cache.seekers_for(listing, SEEKING, set())
	return set(market.households.names), left_out


def test_a_protected_household_comes_from_memory_to_the_cleared_only():
	listing = make.listing("Approved").name
	shown = make.applicant("Seeking").name
	hidden = make.applicant("Seeking", protection="Sekretessmarkering").name

	with acting_as(make_user(CLEARED)):
		assert seekers(listing) == ({shown, hidden}, 0)
	with acting_as(make_user(OFFICER)):
		assert seekers(listing) == ({shown}, 0)
	with acting_as(make_user(MANAGER, CLEARED)):
		change("Applicant", shown, protection="Skyddad folkbokföring")
	with acting_as(make_user(OFFICER)):
		assert seekers(listing) == (set(), 0)


def test_households_are_kept_and_read_again_when_they_change():
	listing = make.listing("Approved").name
	family = [{"birth_year": 1985, "relation": "Head"}, {"birth_year": 2015, "relation": "Child"}]
	first, second = make.applicant("Seeking", members=family), make.applicant("Seeking", max_rent=4000)

	def table():
		return market_cache.seekers_for(listing, SEEKING, set())[0].households

	assert table() is table()
	change("Applicant", second.name, max_rent=7000, wished_localities=[{"locality": "Vansbro"}])
	change("Applicant", first.name, members=[*family, {"birth_year": 2018, "relation": "Child"}])
	fresh = matchmaking.build(
		matchmaking.households_named([first.name, second.name]), matchmaking.listings_named([listing])
	)
	see_equal(table(), fresh.households)
	market, left_out = market_cache.seekers_for(listing, SEEKING, {first.name})
	assert (list(market.households.names), left_out) == ([second.name], 1)


def test_a_row_that_cannot_be_computed_with_is_refused_to_those_who_would_choose_from_it(applicant):
	make.locality("Nås")
	faulty, sound = make.listing("Approved"), make.listing("Approved", locality="Nås")
	frappe.db.set_value("Listing", faulty.name, "rent", -1)

	for _once_more in range(2):
		with pytest.raises(BadInput, match=faulty.name):
			homes(applicant)
	in_nas = [*APPROVED, ["locality", "=", "Nås"]]
	assert list(market_cache.homes_for(applicant, in_nas).listings.names) == [sound.name]
	frappe.db.set_value("Listing", faulty.name, "rent", 4000)
	see_the_same(applicant)


def test_a_text_that_cannot_be_packed_is_read_the_long_way(applicant):
	make.listing("Approved")
	odd = f"Odd{packed.CELL}place"
	make.listing("Approved", locality=make.locality(odd))
	see_the_same(applicant)
	market, _left_out = market_cache.seekers_for(homes(applicant).listings.names[0], SEEKING, set())
	assert list(market.households.names) == [applicant]


def test_rows_that_nobody_asks_for_any_more_are_let_go_of(applicant):
	listing = make.listing("Approved").name
	for number in range(12):
		frappe.db.set_value("Listing", listing, "rent", 3000 + number)
		homes(applicant)
	shelf = market_cache._SHELVES[(frappe.local.site, "Listing")]
	assert len(shelf.table.names) <= 2 and len(shelf.choices) <= market_cache.MOST_CHOICES
	see_the_same(applicant)


# --- other processes


@pytest.fixture
def elsewhere(committed):
	"""`elsewhere()` gives another connection to the site's database, as another process has one."""
	opened = []

	def connect() -> SimpleNamespace:
		conf = frappe.conf
		connection = pymysql.connect(
			host=conf.db_host or "127.0.0.1",
			user=conf.db_name,
			password=conf.db_password,
			database=conf.db_name,
		)
		opened.append(connection)

		def set_rent(listing: str, rent: int) -> None:
			change = "update tabListing set rent = %s, modified = %s where name = %s"
			connection.cursor().execute(change, (rent, frappe.utils.now(), listing))

		return SimpleNamespace(set_rent=set_rent, commit=connection.commit)

	yield connect
	for connection in opened:
		connection.close()


def rents(applicant: str) -> dict[str, float]:
	table = homes(applicant).listings
	return dict(zip(table.names, table.rent, strict=True))


def test_a_change_that_began_first_and_is_committed_last_is_seen(elsewhere, applicant):
	early, late = make.listing("Approved").name, make.listing("Approved").name
	frappe.db.commit()
	slow, quick = elsewhere(), elsewhere()
	slow.set_rent(early, 1111)
	quick.set_rent(late, 2222)
	quick.commit()
	frappe.db.rollback()
	assert rents(applicant) == {early: 5200, late: 2222}

	slow.commit()
	frappe.db.rollback()
	assert rents(applicant) == {early: 1111, late: 2222}


def test_an_old_snapshot_sees_the_old_and_leaves_the_new_to_others(elsewhere, applicant):
	listing = make.listing("Approved").name
	frappe.db.commit()
	other = elsewhere()
	assert rents(applicant) == {listing: 5200}

	other.set_rent(listing, 1234)
	other.commit()
	market_cache.forget()
	assert rents(applicant) == {listing: 5200}
	frappe.db.rollback()
	assert rents(applicant) == {listing: 1234}


def test_what_was_rolled_back_is_not_remembered(applicant):
	listing = make.listing("Approved").name
	frappe.db.savepoint("before_the_change")
	frappe.db.set_value("Listing", listing, "rent", 1234)
	assert rents(applicant) == {listing: 1234}
	frappe.db.rollback(save_point="before_the_change")
	assert rents(applicant) == {listing: 5200}


def test_every_worker_sees_a_change_in_its_next_search(http, committed):
	applicant = make.applicant("Seeking", max_rent=9000).name
	listing = make.listing("Approved").name
	officer = make_user(OFFICER)
	frappe.db.commit()
	client = http(officer)

	def found() -> set:
		"""What a dozen searches say, spread over the server's four processes."""
		url = "/api/method/oppna_ditt_hem.brokerage.find_homes"
		answers = [client.post(url, json={"applicant": applicant}).json()["message"] for _ in range(12)]
		return {tuple((card["listing"], card["rent"]) for card in one["cards"]) for one in answers}

	assert found() == {((listing, 5200.0),)}
	for rent in (4100, 4200, 4300):
		frappe.db.set_value("Listing", listing, "rent", rent)
		frappe.db.commit()
		assert found() == {((listing, float(rent)),)}
	make.placement("Offered", listing=listing)
	frappe.db.commit()
	assert found() == {()}
