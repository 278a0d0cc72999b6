"""What went out by text message in an act: read like the letters, and each sent at most once."""

import re

import frappe

from oppna_ditt_hem.answering import links

from .letters import refuse_secrets
from .world import Broken

TOKEN = re.compile(r"/svar#([\w-]{32})")


def read(world) -> None:
	"""Read the messages that are new.

	Raises:
		Broken: one of them tells one side of the other, tells of a protected household, or was sent before.
	"""
	new = world.sent[world.heard :]
	world.heard = len(world.sent)
	for message in new:
		(token,) = TOKEN.findall(message.text)
		world.tokens.append(token)
		link = links.find(token)
		if not link or link.name in world.messages:
			raise Broken("a message is sent once", f"{message.to} got another about {link and link.name}")
		world.messages.add(link.name)
		refuse_secrets(link.side, message.text, frappe.get_doc("Placement", link.placement))
		if frappe.db.get_value("Applicant", link.applicant, "protected_identity"):
			raise Broken("6 a protected identity never shows", f"{message.to} hears of {link.applicant}")
