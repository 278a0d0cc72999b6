"""The questions to a household, as data.

These lists are also what a form may set: nothing that is not named here is ever read from a request, so no stage can be sent.
What an officer asks anyway (permits, income, needs, identity number) is not asked here.
"""

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal.offering.steps import CHECK, DATE, NUMBER, RADIO, SELECT, TEXT, Field, Step

MOST_PEOPLE = 12

WHO = Step(
	"vem",
	N_("Tell us that you need a home"),
	(
		Field("who", RADIO, N_("Who needs a home?"), needed=True),
		Field("helper_name", TEXT, N_("Your name, as you help somebody"), autocomplete="name"),
		Field("helper_phone", TEXT, N_("Your phone number"), most=20, autocomplete="tel"),
		Field(
			"people",
			NUMBER,
			N_("How many people need the home, children included?"),
			least=1,
			most=MOST_PEOPLE,
			needed=True,
		),
		Field("protected", CHECK, N_("One of us has protected identity (skyddade personuppgifter)")),
	),
)
PEOPLE = Step(
	"hushallet",
	N_("Those who need a home"),
	(
		Field(
			"household_name",
			TEXT,
			N_("Name"),
			N_("Of the one whom we should ask for. No landlord sees it now."),
			needed=True,
		),
		Field("mobile", TEXT, N_("Phone number"), most=20, autocomplete="tel"),
		Field(
			"email",
			TEXT,
			N_("E-mail address"),
			N_("Leave it empty if there is none."),
		),
		Field("preferred_language", SELECT, N_("In which language do you want us to talk?"), needed=True),
		Field("assignment_type", RADIO, N_("How did you come here?")),
	),
)
WISHES = Step(
	"bostaden",
	N_("The home you need"),
	(
		Field(
			"accepts_shared_home",
			RADIO,
			N_("Could you share kitchen or bathroom with those who live there?"),
			N_("A room with somebody is often free sooner."),
			needed=True,
		),
		Field(
			"wanted_from",
			DATE,
			N_("From which day do you need it?"),
			N_("Leave it empty for as soon as possible."),
		),
		Field("data_notice_given", CHECK, N_("I have read this"), needed=True),
	),
)
ALL = (WHO, PEOPLE, WISHES)

YEAR, RELATION = N_("Year of birth"), N_("Who is it to the one who is named above?")
CHOICES = {
	"who": (("self", N_("I, or we")), ("other", N_("Somebody whom I help"))),
	"relation": (
		("Partner", N_("Husband, wife or partner")),
		("Child", N_("Child")),
		("Parent", N_("Mother or father")),
		("Sibling", N_("Sister or brother")),
		("Other", N_("Somebody else")),
	),
	"assignment_type": (
		("Assigned", N_("Migrationsverket assigned us to this municipality")),
		("Self-settled", N_("We moved here by ourselves")),
		("Quota", N_("As quota refugees")),
		("Family", N_("To family who live here")),
		("Temporary protection", N_("With temporary protection, from Ukraine")),
		("", N_("I don't know, or something else")),
	),
	"accepts_shared_home": (("1", N_("Yes")), ("0", N_("No"))),
}


def named(key: str | None) -> Step:
	"""The step of a name; the first one for any other."""
	return next((step for step in ALL if step.key == key), WHO)
