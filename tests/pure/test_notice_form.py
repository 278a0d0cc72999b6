"""In what form a notice holds: in writing, spoken, by e-mail, by registered letter."""

import pytest
from law_days import CODE, NEW, NOW, OLD, day

from oppna_ditt_hem.tenancy.form import FormFacts, notice_form

LONG = {"since": day("2026-01-01"), "end": day("2026-12-31")}
SHORT = {"since": day("2026-01-01"), "end": day("2026-03-31")}


@pytest.mark.parametrize(
	("law", "facts", "holds", "words", "paragraph"),
	[
		(CODE, {"form": "Written"}, True, "in writing", "12 kap. 8 §"),
		(NEW, {"form": "Written"}, True, "in writing", "6 kap. 7 och 8"),
		(CODE, {"form": "Spoken", **SHORT}, True, "at most 3 months", "12 kap. 8 §"),
		(CODE, {"form": "Spoken", **LONG, "by": "Landlord"}, False, "isn't enough", "12 kap. 8 §"),
		(OLD, {"form": "Spoken", **LONG, "by": "Landlord"}, False, "isn't enough", "12 kap. 8 §"),
		(
			CODE,
			{"form": "Spoken", **LONG, "by": "Household", "acknowledged_in_writing": True},
			True,
			"ackn",
			"8 §",
		),
		(
			CODE,
			{"form": "Spoken", **LONG, "by": "Household", "acknowledged_in_writing": False},
			False,
			"isn't",
			"8 §",
		),
		(NEW, {"form": "Spoken", **SHORT, "by": "Landlord"}, False, "isn't enough", "6 kap. 7"),
		(
			NEW,
			{"form": "Spoken", "by": "Household", "acknowledged_in_writing": True},
			True,
			"ackn",
			"6 kap. 7",
		),
		(NEW, {"form": "E-mail", "address_given": True}, True, "sent", "6 kap. 7 och 8"),
		(NEW, {"form": "E-mail", "address_given": False}, False, "hasn't given", "6 kap. 7 och 8"),
		(CODE, {"form": "E-mail", "address_given": True}, False, "Jordabalken doesn't say", "12 kap. 8 §"),
		(
			CODE,
			{"form": "Registered letter", "recipient_in_sweden": True, "for_forfeiture": False},
			True,
			"post",
			"8 §",
		),
		(
			CODE,
			{"form": "Registered letter", "recipient_in_sweden": True, "for_forfeiture": True},
			False,
			"forf",
			"8 §",
		),
		(CODE, {"form": "Registered letter", "recipient_in_sweden": False}, False, "doesn't live", "8 §"),
		(
			NEW,
			{"form": "Registered letter", "recipient_in_sweden": True},
			True,
			"post office",
			"6 kap. 7 och 8",
		),
	],
)
def test_the_form_of_notice(law, facts, holds, words, paragraph):
	found = notice_form(law, FormFacts(**facts), NOW)
	assert (found.value, found.ask) == (holds, ())
	assert words in found.text.say() and paragraph in found.reference


@pytest.mark.parametrize(
	("law", "facts"),
	[
		(CODE, {}),
		(CODE, {"form": "Spoken"}),
		(NEW, {"form": "Spoken", "by": "Household"}),
		(CODE, {"form": "Registered letter"}),
		(CODE, {"form": "Registered letter", "recipient_in_sweden": True}),
		(NEW, {"form": "E-mail"}),
	],
)
def test_a_form_that_cannot_be_judged_is_asked_about(law, facts):
	found = notice_form(law, FormFacts(**facts), NOW)
	assert found.value is None and len(found.ask) == 1 and not found.verified
