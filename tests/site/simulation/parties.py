"""What landlords and households do themselves: by their links, and logged in to the portal."""

import frappe
from factories import make
from frappe.utils import add_days, nowdate

from oppna_ditt_hem import contact, ending
from oppna_ditt_hem.answering import api, links, page, taking_back
from oppna_ditt_hem.answering.offers import SIDES, reasons

from . import letters
from .steps import pick, step
from .world import Broken, Nothing, acting, home

WITH_ADDRESS = ("Contract", "Moved In", "Notice Given")
WITH_PHONE = ("Meeting", *WITH_ADDRESS)


def link_opened(world, rng) -> str:
	"""A link out of a letter, the youngest rather than the old; mail scanners open it as well."""
	token = token_of(world, rng)
	link = links.find(token)
	before = links.state(link)
	said = rng.choice(("Yes", "Yes", "Yes", "No", None))
	form = {"token": token, "answer": said}
	if said == "No" and rng.random() < 0.8:
		form["reason"] = rng.choice(reasons(link.side, reasons_for(link)))
	with acting("Guest"):
		shown = page.build({key: value for key, value in form.items() if value})
	after = links.find(token)
	if bool(after.used_on) != bool(link.used_on) and before != links.OPEN:
		raise Broken("a link works once", f"{link.name} was {before} and took an answer")
	if link.placement:
		letters.refuse_secrets(link.side, str(shown), frappe.get_doc("Placement", link.placement))
	return f"opens a link to {link.placement or link.listing} ({link.side}, {before}), says {said}: {shown['view']}"


def reasons_for(link) -> str:
	return "Placement Declined" if link.purpose == "Offer" else "Listing Closed"


def token_of(world, rng) -> str:
	if not world.tokens:
		raise Nothing
	back = rng.randrange(len(world.tokens)) if rng.random() < 0.2 else rng.randrange(6)
	return world.tokens[-1 - min(back, len(world.tokens) - 1)]


def party(rng, name: str, side: str) -> str:
	"""The login of one side of a placement; now and then somebody else's."""
	doc = frappe.get_doc("Placement", name)
	kind, who = ("Landlord", doc.landlord) if side == "Landlord" else ("Applicant", doc.applicant)
	login = frappe.db.get_value(kind, who, "user")
	if rng.random() < 0.15:
		login = make.user("Landlord" if side == "Landlord" else "Applicant", number=rng.randint(1, 3))
	if not login:
		raise Nothing
	return login


def is_party(name: str, login: str) -> bool:
	doc = frappe.db.get_value("Placement", name, ["landlord", "applicant"], as_dict=True)
	owners = (
		frappe.db.get_value("Landlord", doc.landlord, "user"),
		frappe.db.get_value("Applicant", doc.applicant, "user"),
	)
	return login in owners


def portal_answer(world, rng) -> str:
	name, side = pick(rng, "Placement", {"offered_on": ["is", "set"]}), rng.choice(SIDES)
	if rng.random() < 0.8:
		name = pick(rng, "Placement", {"stage": "Offered"})
	login, said = party(rng, name, side), rng.choice(("Yes", "Yes", "No"))
	why = rng.choice(reasons(side)) if said == "No" and rng.random() < 0.8 else None
	with acting(login):
		stage = api.answer_offer(name, said, why)["stage"]
	if not is_party(name, login):
		raise Broken("5 only one's own", f"{login} has answered {name}")
	return f"{login} answers {said} to {name}: {stage}"


def yes_taken_back(world, rng) -> str:
	"""A landlord can't let to them after all; now and then it is too late, or somebody else's."""
	name = pick(rng, "Placement", {"landlord_answer": "Yes"})
	login, signed = party(rng, name, "Landlord"), taking_back.is_signed(frappe.get_doc("Placement", name))
	why, _words = rng.choice(taking_back.reasons())
	with acting(login):
		taking_back.take_back(name, why)
	if signed or not is_party(name, login):
		raise Broken("what is signed binds, and only one's own", f"{login} has taken back {name}")
	return f"{login} takes back the yes to {name}"


def moved_out(world, rng) -> str:
	name = pick(rng, "Placement", {"stage": ["in", ("Moved In", "Notice Given", "Ended")]})
	login = party(rng, name, rng.choice(SIDES))
	with acting(login):
		ending.tell_moved_out(name, add_days(nowdate(), rng.randint(-10, 1)))
	if not is_party(name, login):
		raise Broken("5 only one's own", f"{login} has told of {name}")
	return f"{login} says that the household of {name} has left"


def contact_read(world, rng) -> str:
	name = pick(rng, "Placement")
	login = party(rng, name, rng.choice(SIDES))
	with acting(login):
		told = contact.of_other_side(name)
	if not is_party(name, login):
		raise Broken("5 only one's own", f"{login} reads the contacts of {name}")
	stage = frappe.db.get_value("Placement", name, "stage")
	if ("phone" in told and stage not in WITH_PHONE) or ("address" in told and stage not in WITH_ADDRESS):
		raise Broken("4 contacts are released by stage", f"{login} is told {sorted(told)} of {name}, {stage}")
	return f"{login} reads {', '.join(sorted(told))} of {name}"


def own_home_stepped(world, rng) -> str:
	login = make.user("Landlord", number=rng.randint(1, 3))
	with acting(login):
		return step("Listing", own_home(rng, login), rng)


def own_home_changed(world, rng) -> str:
	login = make.user("Landlord", number=rng.randint(1, 3))
	with acting(login):
		doc = frappe.get_doc("Listing", own_home(rng, login))
		doc.update(rng.choice(({"places": rng.randint(1, 5)}, {"rent": 4300}, {"house_rules": "No shoes"})))
		doc.save()
	return f"{login} changes {doc.name}"


def own_home(rng, login: str) -> str:
	landlord = frappe.db.get_value("Landlord", {"user": login})
	return pick(rng, "Listing", {"landlord": landlord})


def home_handed_in(world, rng) -> str:
	"""A landlord who offers one more home in the portal."""
	if frappe.db.count("Listing", {"stage": ["!=", "Closed"]}) > 24:
		raise Nothing
	login = make.user("Landlord", number=rng.randint(1, 3))
	values = home(200 + frappe.db.count("Listing"))
	row = {
		"doctype": "Listing",
		"kind": "Flat",
		"locality": "Vansbro",
		"rent": 4800,
		"tenure": "Owned house",
		**values,
	}
	with acting(login):
		name = frappe.get_doc({**row, "data_notice_given": 1}).insert().name
	return f"{login} hands in {name}"


PARTIES = {
	link_opened: 14,
	portal_answer: 4,
	yes_taken_back: 1,
	moved_out: 1,
	contact_read: 1,
	own_home_stepped: 1,
	own_home_changed: 1,
	home_handed_in: 1,
}
