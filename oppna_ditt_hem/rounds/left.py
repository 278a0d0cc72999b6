"""Those whom a round left without: each with what stands in the way, and the nearest miss."""

from oppna_ditt_hem.rounds.result import Result

PAGE = 25


def left(result: Result, side: str, start: int = 0) -> dict:
	"""A page of the households or homes without a proposal.

	Args:
		side: "households" or "listings".

	Returns {"rows", "total", "told", "next", "obstacles"}: `total` who are left, `told` of how many it is told
	why, `obstacles` what keeps several households from any home, in sentences. A row has `name`, `title`, some facts, `text`, and, for who may know what
	households need, `relaxations` ([{"text", "examples"}]) and `nearest` ({"name", "title", "broken"}).
	"""
	found = result.left(side)
	page = found[start : start + PAGE]
	return {
		"rows": [row_of(result, side, why) for why in page],
		"total": max(len(found), left_in_all(result, side)),
		"told": len(found),
		"obstacles": obstacles(result) if side == "households" else [],
		"next": start + PAGE if start + PAGE < len(found) else None,
	}


def left_in_all(result: Result, side: str) -> int:
	"""Of a large round only the first ones are told why; this counts the rest as well."""
	own = 0 if side == "households" else 1
	return result.run.get(side) - len({pair[own] for pair in result.data["pairs"]})


def obstacles(result: Result) -> list[str]:
	return [result.say(one) for one in result.data["obstacles"]] if result.sees_needs else []


def row_of(result: Result, side: str, why: dict) -> dict:
	own, others = (
		(result.households, result.homes) if side == "households" else (result.homes, result.households)
	)
	row = own[why["subject"]]
	told = result.sees_needs
	return {
		"name": row["name"],
		"title": row["title"],
		"locality": row.get("locality"),
		"kind": row.get("kind"),
		"places": row.get("free_places"),
		"people": row.get("household_size"),
		"must_receive_by": row.get("must_receive_by"),
		"text": result.say(why),
		"relaxations": [relaxation(result, one, others) for one in why["relaxations"]] if told else [],
		"nearest": nearest(result, side, why["nearest"], others) if told else None,
	}


def relaxation(result: Result, one: dict, others: dict) -> dict:
	examples = [{"name": name, "title": others[name]["title"]} for name in one["names"] if name in others]
	return {"text": result.say(one), "examples": examples}


def nearest(result: Result, side: str, near: dict | None, others: dict) -> dict | None:
	name = near and near["listing" if side == "households" else "household"]
	if name not in others:
		return None
	return {
		"name": name,
		"title": others[name]["title"],
		"broken": [result.say(reason) for reason in near["broken"]],
	}
