"""Words that must not leak, and the names in an answer."""

ADDRESS = "Kvarnbacksvägen 31"
FAMILY = "Familjen Zetterqvarn"


def names(response) -> list[str]:
	assert response.ok, response.text[-1500:]
	data = response.json().get("data", response.json().get("message"))
	return [row["name"] for row in data]
