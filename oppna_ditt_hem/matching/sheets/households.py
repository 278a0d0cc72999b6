"""The households' and the localities' sheets: one row each."""

from __future__ import annotations

from ..words import N_
from . import cells
from . import vocabulary as words
from .declare import (
	ANY_TEXT,
	REFERENCE,
	WRITE_AMOUNT,
	WRITE_DAY,
	WRITE_LAST_DAY,
	WRITE_YES_NO,
	YES_OR_NO,
	Column,
	Schema,
	answer_column,
)

HOUSEHOLDS = Schema(
	"households",
	same=("household_name", "birth_years", "household_size"),
	periods=(("wanted_from", "wanted_to"), ("permit_from", "permit_to")),
	columns=(
		REFERENCE,
		Column(
			"household_name",
			("Hushåll", "Namn", "Sökande", "Kontaktperson", "Efternamn", "Household", "Name"),
			cells.text,
			"Exempel",
			N_("A name the office uses for the household"),
			required=True,
			private=True,
		),
		Column(
			"mobile",
			("Telefon", "Tel", "Mobil", "Mobiltelefon", "Telefonnummer", "Phone", "Mobile"),
			cells.phone,
			"070-000 00 00",
			N_("One phone number"),
			private=True,
		),
		Column(
			"email",
			("E-post", "Epost", "Mejl", "Mail", "E-mail", "Email"),
			cells.email,
			"namn@example.se",
			N_("One e-mail address"),
			private=True,
		),
		Column(
			"household_size",
			("Antal", "Antal personer", "Personer", "Hushållsstorlek", "Household size", "People"),
			cells.count,
			3,
			N_("How many people; may be left empty where birth years are given"),
		),
		Column(
			"children",
			("Barn", "Antal barn", "Varav barn", "Children"),
			cells.count,
			1,
			N_("How many of them are under 18; may be left empty where birth years are given"),
		),
		Column(
			"birth_years",
			("Födelseår", "Födda", "Födelseår alla", "Birth years"),
			cells.birth_years,
			"1984, 1986, 2012",
			N_("The birth year of each member, the applicant first. Never personal identity numbers"),
			private=True,
		),
		Column(
			"relations",
			("Relationer", "Relation", "Släktskap", "Relations"),
			cells.several(words.RELATIONS),
			"sökande, partner, barn",
			N_(
				"In the same order: sökande, partner, barn, förälder, syskon, annan. Where it is empty, the first is the applicant,"
				" a second adult the partner, and those under 18 children"
			),
		),
		Column(
			"genders",
			("Kön", "Gender"),
			cells.several(words.GENDERS),
			"k, m, k",
			N_("In the same order: k, m or annat"),
		),
		Column(
			"languages",
			("Språk", "Modersmål", "Talar", "Languages", "Language"),
			cells.languages,
			"arabiska, engelska",
			N_("The languages they speak, the preferred one first"),
		),
		answer_column("interpreter_needed", "Tolk", "Behöver tolk", "Interpreter", example="ja"),
		Column(
			"assignment_type",
			("Hur de kom", "Anvisning", "Anvisad/egenbosatt", "Mottagande", "How they came"),
			cells.word(words.ASSIGNMENTS),
			"anvisad",
			N_("anvisad, egenbosatt, kvot, anhörig or massflykt"),
		),
		Column(
			"must_receive_by",
			("Senast mottagen", "Mottas senast", "Senast", "Must be received by"),
			cells.day,
			"2017-01-15",
			N_("A date such as 2017-01-15"),
		),
		Column(
			"registered_on",
			("Anmäld", "Registrerad", "Anmälningsdatum", "Ködatum", "I kö sedan", "Registered on"),
			cells.first_day,
			"2016-10-03",
			WRITE_DAY,
		),
		Column(
			"permit_from",
			("Uppehållstillstånd från", "UT från", "Permit from"),
			cells.first_day,
			"2016-08-01",
			WRITE_DAY,
		),
		Column(
			"permit_to",
			("Uppehållstillstånd till", "UT till", "Permit to"),
			cells.last_day,
			"2019-07-31",
			WRITE_LAST_DAY,
		),
		Column(
			"current_housing",
			("Nuvarande boende", "Bor nu", "Boende idag", "Current housing"),
			cells.word(words.CURRENT_HOUSINGS),
			"förläggning",
			N_("förläggning, hos släkt, genomgångsbostad, eget kontrakt, inget or annat"),
		),
		Column(
			"current_housing_ends",
			("Boendet upphör", "Nuvarande boende till", "Måste flytta senast", "Current housing ends"),
			cells.last_day,
			"2017-01-31",
			WRITE_LAST_DAY,
		),
		Column(
			"wanted_from",
			("Från", "Önskat från", "Önskad inflyttning", "Inflyttning", "Wanted from"),
			cells.first_day,
			"omgående",
			WRITE_DAY,
		),
		Column(
			"wanted_to",
			("Till", "Önskat till", "Wanted to"),
			cells.last_day,
			"tills vidare",
			WRITE_LAST_DAY,
		),
		Column(
			"max_rent",
			("Max hyra", "Högsta hyra", "Hyra max", "Maxhyra", "Highest rent", "Max rent"),
			cells.amount,
			5500,
			WRITE_AMOUNT,
		),
		Column(
			"wished_localities",
			("Önskad ort", "Önskade orter", "Ort", "Önskemål ort", "Wished localities"),
			cells.localities,
			"Vansbro, Dala-Järna",
			N_("The localities they would like; empty or alla means any"),
		),
		answer_column(
			"accepts_shared_home",
			"Kan dela bostad",
			"Delat boende",
			"Inneboende ok",
			"Accepterar delat",
			"Accepts a shared home",
		),
		Column("has_pets", ("Husdjur", "Djur", "Pets"), cells.word(words.PETS), "nej", WRITE_YES_NO),
		Column(
			"smokes", ("Rökare", "Röker", "Rökning", "Smokes"), cells.word(words.SMOKING), "nej", WRITE_YES_NO
		),
		Column(
			"must_reach",
			("Ska nå", "Behöver nå", "Måste nå", "Arbete/skola i", "Place to reach"),
			cells.locality,
			"Vansbro",
			N_("The locality they must be able to reach"),
		),
		Column(
			"max_distance_km",
			("Högst km", "Max km", "Max avstånd", "Högst avstånd", "At most km"),
			cells.count,
			20,
			N_("Kilometres in a straight line"),
		),
		answer_column(
			"needs_step_free", "Behöver trappfritt", "Trappfritt", "Marklägenhet", "Needs step-free"
		),
		answer_column("needs_wheelchair", "Rullstol", "Behöver rullstolsanpassat", "Needs wheelchair access"),
		answer_column("needs_women_only", "Endast kvinnor", "Behöver endast kvinnor", "Needs women only"),
		Column(
			"protected_identity",
			("Skyddade uppgifter", "Sekretess", "Skyddad identitet", "Protected identity"),
			YES_OR_NO,
			"nej",
			N_("ja keeps the name out of every list and report"),
		),
		Column(
			"other_needs",
			("Övrigt", "Övriga behov", "Anmärkning", "Kommentar", "Other needs"),
			cells.long_text,
			None,
			N_("Any text"),
		),
	),
)

LOCALITIES = Schema(
	"localities",
	same=("locality_name",),
	columns=(
		Column(
			"locality_name",
			("Ort", "Namn", "Locality", "Name"),
			cells.text,
			"Nås",
			N_("The locality's name"),
			required=True,
		),
		Column("municipality", ("Kommun", "Municipality"), cells.text, "Vansbro", ANY_TEXT),
		Column("postal_codes", ("Postnummer", "Postal codes"), cells.long_text, "786 93", ANY_TEXT),
		Column(
			"population",
			("Invånare", "Folkmängd", "Befolkning", "Population"),
			cells.count,
			465,
			N_("People"),
		),
		Column("latitude", ("Latitud", "Lat", "Latitude"), cells.degrees, 60.4558, N_("Degrees north")),
		Column(
			"longitude", ("Longitud", "Long", "Lon", "Longitude"), cells.degrees, 14.4975, N_("Degrees east")
		),
		Column("source", ("Källa", "Source"), cells.text, None, ANY_TEXT),
		answer_column("has_school", "Skola", "School", example="ja"),
		answer_column("has_sfi", "SFI", "Swedish for immigrants"),
		answer_column("has_shop", "Affär", "Livsmedelsbutik", "Butik", "Shop", example="ja"),
		answer_column("has_bus", "Buss", "Bus", example="ja"),
	),
)
