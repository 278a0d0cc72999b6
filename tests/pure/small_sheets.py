"""Three small sheets as an office may send them: one row has a fault, one household is protected, one name looks like a formula."""

HOMES = """Upplåtare;Typ;Ort;Bäddar;Rum;Hyra;Ledig från;Vinterbonad;Passar
Karin Ek;Rum;Nås;1;1;3 000;omgående;ja;alla
Bo <b>Lind;lägenhet;Vansbro;4;3;4.500:-;2016-12-01;ja;familj
Eva Berg;Stuga;Äppelbo;4;2;2 500;nu;nej;alla
Fel Felson;rum;Vansbro;två;1;3000;nu;ja;alla
"""
SEEKERS = """Hushåll,Födelseår,Max hyra,Önskad ort,Anmäld,Skyddade uppgifter
Ahmed,"1984, 1986, 2012",5500,Vansbro,2016-05-01,nej
Hemligsson,1990,3500,,2016-08-01,ja
=Stor,"1980, 1982, 2005, 2008, 2010, 2014",7000,,2016-09-01,
"""
PLACES = """Ort;Latitud;Longitud;Skola
Vansbro;60,517;14,217;ja
Nås;60,4558;14,4975;ja
Äppelbo;60,4859;14,0139;ja
"""
DAY = ["--today", "2016-11-15"]


def in_folder(folder) -> list[str]:
	"""The arguments for a round of the sheets, written into a folder of the test's own."""
	for name, text in (("bostader.csv", HOMES), ("hushall.csv", SEEKERS), ("orter.csv", PLACES)):
		(folder / name).write_text(text, encoding="utf-8")
	return [str(folder / "bostader.csv"), str(folder / "hushall.csv"), *DAY]
