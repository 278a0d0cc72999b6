"""Words that people write in cells, and the codes they stand for. Compared in lower case with single spaces."""

from __future__ import annotations

from ..words import LANGUAGES

YES_NO: dict[str, int | None] = {
	**dict.fromkeys(("ja", "j", "x", "1", "yes", "y", "sant", "true", "ok", "tillåtet", "finns"), 1),
	**dict.fromkeys(("nej", "n", "0", "no", "falskt", "false", "ej", "inte", "ej tillåtet", "saknas"), 0),
	**dict.fromkeys(("vet ej", "vet inte", "?", "okänt", "oklart", "ej angivet", "unknown"), None),
}
PETS = {
	**YES_NO,
	**dict.fromkeys(("hund", "katt", "hund och katt", "djur"), 1),
	**dict.fromkeys(("inga", "ingen", "inga djur", "inga husdjur"), 0),
}
SMOKING = {
	**YES_NO,
	**dict.fromkeys(("rökfritt", "ej rökning", "rökfri", "icke rökare", "ickerökare"), 0),
	"rökare": 1,
}
KINDS = {
	**dict.fromkeys(("rum", "inneboende", "room", "möblerat rum", "uthyrningsrum"), "Room"),
	**dict.fromkeys(
		("lägenhet", "lgh", "lägenhet i villa", "flat", "apartment", "etta", "tvåa", "trea"), "Flat"
	),
	**dict.fromkeys(("hus", "villa", "radhus", "småhus", "house", "torp", "gård", "parhus"), "House"),
	**dict.fromkeys(("stuga", "fritidshus", "sommarstuga", "cottage", "fjällstuga"), "Cottage"),
	**dict.fromkeys(
		("gårdshus", "gäststuga", "annex", "annexe", "flygel", "drängstuga", "lillstuga"), "Annexe"
	),
	**dict.fromkeys(("annat", "övrigt", "other", "husvagn"), "Other"),
}
FURNISHED = {
	**dict.fromkeys(("ja", "j", "x", "helt", "möblerad", "möblerat", "fully", "yes", "1"), "Fully"),
	**dict.fromkeys(("delvis", "partly", "till viss del"), "Partly"),
	**dict.fromkeys(("nej", "n", "omöblerad", "omöblerat", "no", "0"), "No"),
	**dict.fromkeys(("vet ej", "?"), None),
}
YES_NO_WORDS = {word: (None if value is None else ("No", "Yes")[value]) for word, value in YES_NO.items()}
TENURES = {
	**dict.fromkeys(
		("äganderätt", "eget hus", "äger", "owned house", "egen villa", "ägt hus"), "Owned house"
	),
	**dict.fromkeys(("bostadsrätt", "brf", "tenant-owned flat"), "Tenant-owned flat"),
	**dict.fromkeys(("hyresrätt", "hyr", "rental flat"), "Rental flat"),
	**dict.fromkeys(("annat", "övrigt", "other", "arrende"), "Other"),
}
HEATINGS = {
	**dict.fromkeys(("fjärrvärme", "district heating"), "District heating"),
	**dict.fromkeys(("värmepump", "bergvärme", "luftvärmepump", "heat pump"), "Heat pump"),
	**dict.fromkeys(("el", "direktverkande el", "elvärme", "element", "electric"), "Electric"),
	**dict.fromkeys(("pellets", "olja", "pellets or oil"), "Pellets or oil"),
	**dict.fromkeys(("ved", "vedpanna", "vedspis", "kamin", "firewood"), "Firewood"),
	**dict.fromkeys(("ingen", "saknas", "none", "nej"), "None"),
}
WATERS = {
	**dict.fromkeys(("kommunalt", "municipal", "kommunalt vatten", "ja"), "Municipal"),
	**dict.fromkeys(("egen brunn", "brunn", "borrad brunn", "own well"), "Own well"),
	**dict.fromkeys(("sommarvatten", "summer water"), "Summer water"),
	**dict.fromkeys(("inget", "saknas", "none", "nej"), "None"),
}
LANDLORD_TYPES = {
	**dict.fromkeys(("privat", "privatperson", "person"), "Person"),
	**dict.fromkeys(("företag", "förening", "organisation", "organization", "bolag"), "Organisation"),
}
SUITS = {
	**dict.fromkeys(("ensamstående", "singel", "singlar", "en person", "ensam", "singles"), "suits_singles"),
	**dict.fromkeys(("par", "couples", "sambo", "gifta"), "suits_couples"),
	**dict.fromkeys(("familj", "familjer", "barnfamilj", "barnfamiljer", "families"), "suits_families"),
}
EVERYBODY = ("alla", "vem som helst", "all", "everybody")
RELATIONS = {
	**dict.fromkeys(("sökande", "själv", "head", "huvudsökande"), "Head"),
	**dict.fromkeys(("maka", "make", "partner", "sambo", "hustru", "man", "fru"), "Partner"),
	**dict.fromkeys(("barn", "son", "dotter", "child"), "Child"),
	**dict.fromkeys(("mor", "far", "mamma", "pappa", "förälder", "parent"), "Parent"),
	**dict.fromkeys(("bror", "syster", "syskon", "sibling"), "Sibling"),
	**dict.fromkeys(("annan", "annat", "släkting", "other", "kusin", "vän"), "Other"),
}
GENDERS = {
	**dict.fromkeys(("k", "kvinna", "f", "female", "flicka"), "Female"),
	**dict.fromkeys(("m", "man", "male", "pojke"), "Male"),
	**dict.fromkeys(("annat", "x", "other"), "Other"),
	**dict.fromkeys(("?", "-", "vet ej"), ""),
}
ASSIGNMENTS = {
	**dict.fromkeys(("anvisad", "anvisade", "anvisning", "assigned"), "Assigned"),
	**dict.fromkeys(("egenbosatt", "ebo", "självbosatt", "self-settled"), "Self-settled"),
	**dict.fromkeys(("kvot", "kvotflykting", "quota"), "Quota"),
	**dict.fromkeys(("anhörig", "anhöriginvandring", "familj", "family"), "Family"),
	**dict.fromkeys(
		("massflykt", "massflyktsdirektivet", "tillfälligt skydd", "temporary protection"),
		"Temporary protection",
	),
}
CURRENT_HOUSINGS = {
	**dict.fromkeys(
		("förläggning", "anläggningsboende", "abo", "asylboende", "reception centre"), "Reception centre"
	),
	**dict.fromkeys(
		("hos släkt", "hos vänner", "inneboende", "hos släktingar", "with relatives or friends"),
		"With relatives or friends",
	),
	**dict.fromkeys(
		("genomgångsbostad", "kommunalt", "tillfälligt boende", "municipal temporary"), "Municipal temporary"
	),
	**dict.fromkeys(("eget kontrakt", "own contract"), "Own contract"),
	**dict.fromkeys(("inget", "saknas", "bostadslös", "none"), "None"),
	**dict.fromkeys(("annat", "övrigt", "other"), "Other"),
}
SWEDISH_LANGUAGES = {
	"amhariska": "am",
	"arabiska": "ar",
	"bosniska": "bs",
	"sorani": "ckb",
	"kurdiska (sorani)": "ckb",
	"tyska": "de",
	"engelska": "en",
	"spanska": "es",
	"persiska": "fa",
	"farsi": "fa",
	"finska": "fi",
	"franska": "fr",
	"kurdiska": "ku",
	"kurmanji": "ku",
	"kurmandji": "ku",
	"polska": "pl",
	"dari": "prs",
	"pashto": "ps",
	"ryska": "ru",
	"somaliska": "so",
	"svenska": "sv",
	"thai": "th",
	"thailändska": "th",
	"tigrinja": "ti",
	"tigrinska": "ti",
	"tigrinya": "ti",
	"turkiska": "tr",
	"ukrainska": "uk",
	"urdu": "ur",
}
LANGUAGE_WORDS = {
	**{code.lower(): code for code in LANGUAGES},
	**{name.lower(): code for code, name in LANGUAGES.items()},
	**SWEDISH_LANGUAGES,
}
MONTHS = {
	name: number
	for number, names in enumerate(
		(
			("jan", "januari", "january"),
			("feb", "febr", "februari", "february"),
			("mar", "mars", "march"),
			("apr", "april"),
			("maj", "may"),
			("jun", "juni", "june"),
			("jul", "juli", "july"),
			("aug", "augusti", "august"),
			("sep", "sept", "september"),
			("okt", "oktober", "oct", "october"),
			("nov", "november"),
			("dec", "december"),
		),
		1,
	)
	for name in names
}
AT_ONCE = ("omgående", "nu", "genast", "direkt", "snarast", "omg", "omg.", "ledig", "now", "immediately")
UNTIL_FURTHER = ("tills vidare", "tv", "t.v.", "löpande", "-", "until further notice")
