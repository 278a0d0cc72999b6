"""The story's codes in the words that an office writes in its sheets."""

KINDS = {
	"Room": "Rum",
	"Flat": "Lägenhet",
	"House": "Hus",
	"Cottage": "Stuga",
	"Annexe": "Gårdshus",
}
FURNISHED = {"Fully": "Ja", "Partly": "Delvis", "No": "Nej"}
TENURES = {"Owned house": "Äganderätt", "Tenant-owned flat": "Bostadsrätt", "Rental flat": "Hyresrätt"}
HEATINGS = {
	"District heating": "Fjärrvärme",
	"Heat pump": "Värmepump",
	"Electric": "El",
	"Pellets or oil": "Pellets",
	"Firewood": "Ved",
	"None": "Ingen",
}
WATERS = {
	"Municipal": "Kommunalt",
	"Own well": "Egen brunn",
	"Summer water": "Sommarvatten",
	"None": "Inget",
}
LANGUAGES = {
	"sv": "svenska",
	"en": "engelska",
	"de": "tyska",
	"ar": "arabiska",
	"fa": "persiska",
	"prs": "dari",
	"ku": "kurdiska",
	"so": "somaliska",
	"ti": "tigrinja",
	"uk": "ukrainska",
}
HOUSINGS = {
	"Reception centre": "Förläggning",
	"With relatives or friends": "Hos släkt",
	"Municipal temporary": "Genomgångsbostad",
	"Own contract": "Annat",
}
ASSIGNMENTS = {
	"Assigned": "Anvisad",
	"Self-settled": "Egenbosatt",
	"Quota": "Kvot",
	"Family": "Anhörig",
	"Temporary protection": "Massflykt",
}
