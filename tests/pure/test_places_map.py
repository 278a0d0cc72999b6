"""The map of localities: positions, sizes and labels, without a site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppna_ditt_hem.matching.places_map import (
	HEIGHT,
	KM_PER_DEGREE,
	LABEL_HEIGHT,
	LABEL_WIDTH,
	LARGEST_RADIUS,
	TALL,
	WIDE,
	WIDTH,
	draw,
)

VANSBRO = {
	"Vansbro": (60.517, 14.217),
	"Dala-Järna": (60.55, 14.35),
	"Nås": (60.4558, 14.4975),
	"Äppelbo": (60.4859, 14.0139),
}


def rows(**free) -> list[dict]:
	return [{"locality": name, "free_places": places, "households": 1} for name, places in free.items()]


def vansbro() -> list[dict]:
	return rows(**{"Vansbro": 20, "Dala-Järna": 6, "Nås": 0, "Äppelbo": 1})


def drawn(entries, positions=VANSBRO) -> dict[str, dict]:
	return {point["locality"]: point for point in draw(entries, positions)["points"]}


def test_north_is_up_and_east_is_right():
	points = drawn(vansbro())
	assert points["Dala-Järna"]["y"] < points["Vansbro"]["y"] < points["Nås"]["y"]
	assert points["Äppelbo"]["x"] < points["Vansbro"]["x"] < points["Nås"]["x"]


def test_distances_follow_the_scale():
	whole = draw(vansbro(), VANSBRO)
	points = {point["locality"]: point for point in whole["points"]}
	per_km = whole["scale"]["pixels"] / whole["scale"]["km"]
	south_to_north = (VANSBRO["Dala-Järna"][0] - VANSBRO["Nås"][0]) * KM_PER_DEGREE
	assert abs((points["Nås"]["y"] - points["Dala-Järna"]["y"]) / per_km - south_to_north) < 0.2


def test_the_most_places_have_the_largest_circle_and_none_still_a_point():
	points = drawn(vansbro())
	radii = [points[name]["radius"] for name in ("Vansbro", "Dala-Järna", "Äppelbo", "Nås")]
	assert radii == sorted(radii, reverse=True)
	assert radii[0] == LARGEST_RADIUS and radii[-1] > 0


def test_no_label_lies_over_another():
	points = list(drawn(vansbro()).values())
	for one in points:
		for other in points:
			apart_x = abs(one["label_x"] - other["label_x"]) >= LABEL_WIDTH
			apart_y = abs(one["label_y"] - other["label_y"]) >= LABEL_HEIGHT
			assert one is other or apart_x or apart_y


def test_a_label_steps_aside_for_a_near_neighbour():
	near = {"A": (60.5, 14.2), "B": (60.495, 14.2), "C": (60.4, 14.9)}
	points = drawn(rows(A=5, B=5, C=5), near)
	assert points["A"]["label_y"] < points["A"]["y"] or points["A"]["label_x"] != points["A"]["x"]


def test_localities_without_a_position_are_left_out():
	positions = {"Vansbro": (60.5, 14.2), "Zero": (0.0, 0.0), "Empty": (None, None)}
	assert list(drawn(rows(Vansbro=1, Zero=1, Empty=1, Unknown=1), positions)) == ["Vansbro"]
	assert draw(rows(Zero=1), positions)["scale"] is None


def test_one_locality_stands_in_the_middle():
	(point,) = drawn(rows(Vansbro=0)).values()
	assert (point["x"], point["y"]) == (WIDTH / 2, HEIGHT / 2)


places = st.tuples(st.floats(55.3, 69.1), st.floats(11.0, 24.2), st.integers(0, 400))


@pytest.mark.parametrize("canvas", [WIDE, TALL], ids=["wide", "tall"])
@given(found=st.lists(places, min_size=1, max_size=30))
def test_every_circle_lies_inside_the_picture(canvas, found):
	positions = {str(number): place[:2] for number, place in enumerate(found)}
	entries = [
		{"locality": str(number), "free_places": place[2], "households": 0}
		for number, place in enumerate(found)
	]
	drawing = draw(entries, positions, canvas)
	assert (drawing["width"], drawing["height"]) == (canvas.width, canvas.height)
	for point in drawing["points"]:
		assert point["radius"] <= point["x"] <= canvas.width - point["radius"]
		assert point["radius"] <= point["y"] <= canvas.height - point["radius"]


@pytest.mark.parametrize("canvas", [WIDE, TALL], ids=["wide", "tall"])
def test_labels_of_a_few_localities_lie_inside_the_picture(canvas):
	for point in draw(vansbro(), VANSBRO, canvas)["points"]:
		assert not point["crowded"]
		assert canvas.label / 2 <= point["label_x"] <= canvas.width - canvas.label / 2
		assert LABEL_HEIGHT / 2 <= point["label_y"] <= canvas.height - LABEL_HEIGHT / 2


@given(found=st.lists(places, min_size=1, max_size=30))
def test_no_label_but_a_crowded_one_lies_over_another(found):
	positions = {str(number): place[:2] for number, place in enumerate(found)}
	entries = [
		{"locality": str(number), "free_places": place[2], "households": 0}
		for number, place in enumerate(found)
	]
	free = [point for point in draw(entries, positions)["points"] if not point["crowded"]]
	for number, one in enumerate(free):
		for other in free[:number]:
			apart_x = abs(one["label_x"] - other["label_x"]) >= LABEL_WIDTH
			assert apart_x or abs(one["label_y"] - other["label_y"]) >= LABEL_HEIGHT


def test_many_localities_have_smaller_circles():
	few, many = (
		draw(
			[{"locality": str(i), "free_places": 9, "households": 0} for i in range(count)],
			{str(i): (60 + i / 10, 14.0) for i in range(count)},
		)
		for count in (4, 40)
	)
	assert few["points"][0]["radius"] == LARGEST_RADIUS > many["points"][0]["radius"] > 7
