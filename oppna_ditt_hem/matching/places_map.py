"""A map drawn by ourselves: localities as circles, so that no address leaves the municipality.

Positions are degrees (WGS 84), everything drawn is in pixels from the upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, radians, sqrt
from typing import Any

WIDTH, HEIGHT, MARGIN = 900, 360, 70
KM_PER_DEGREE = 111.2
SMALLEST_SPAN_KM = 4.0
SMALLEST_RADIUS, LARGEST_RADIUS = 7.0, 38.0
LABEL_WIDTH, LABEL_HEIGHT, GAP = 124, 36, 6
UNCROWDED = 8
"""Localities up to which the circles have their full size."""
STEPS_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500)

Position = tuple[float | None, float | None]
Point = dict[str, Any]


@dataclass(frozen=True)
class Canvas:
	"""What is drawn on, in pixels; `largest` is the radius of the largest circle, `label` the width of a label."""

	width: int = WIDTH
	height: int = HEIGHT
	margin: int = MARGIN
	largest: float = LARGEST_RADIUS
	label: int = LABEL_WIDTH


WIDE = Canvas()
TALL = Canvas(width=360, height=380, margin=70, largest=28.0, label=100)
"""For a narrow screen, where the wide map's words would be too small to read."""


def draw(rows: list[dict], positions: dict[str, Position], canvas: Canvas = WIDE) -> dict:
	"""Place each locality that has a position.

	Args:
		rows: dictionaries with `locality`, `free_places` and `households`.
		positions: latitude and longitude by locality; 0, 0 and None count as unknown.
		canvas: the size of the drawing.

	Returns:
		`width` and `height`; `points` with `x`, `y`, `radius`, `label_x` and `label_y` (the middle of a label of
		two lines) and `crowded` (whether that label lies over something) beside the row's own values; `scale` with `km` and its length `pixels`, or None without points.
	"""
	placed = [row for row in rows if known(positions.get(row["locality"]))]
	if not placed:
		return {"width": canvas.width, "height": canvas.height, "points": [], "scale": None}
	pixels, per_km = project([positions[row["locality"]] for row in placed], canvas)
	radii = radii_of([row["free_places"] for row in placed], canvas)
	points = [
		{**row, "x": x, "y": y, "radius": radius}
		for row, (x, y), radius in zip(placed, pixels, radii, strict=True)
	]
	set_labels(points, canvas)
	scale = scale_of(per_km, canvas)
	return {"width": canvas.width, "height": canvas.height, "points": points, "scale": scale}


def known(position: Position | None) -> bool:
	return bool(position and position[0] and position[1])


def project(positions: list[Position], canvas: Canvas = WIDE) -> tuple[list[tuple[float, float]], float]:
	"""Pixels for each position, and how many pixels one kilometre takes: equirectangular about the middle."""
	middle = radians(sum(latitude for latitude, _ in positions) / len(positions))
	plane = [
		(longitude * cos(middle) * KM_PER_DEGREE, -latitude * KM_PER_DEGREE)
		for latitude, longitude in positions
	]
	(left, right), (top, bottom) = (span([point[axis] for point in plane]) for axis in (0, 1))
	inner = (canvas.width - 2 * canvas.margin, canvas.height - 2 * canvas.margin)
	per_km = min(inner[0] / (right - left), inner[1] / (bottom - top))
	centre = ((left + right) / 2, (top + bottom) / 2)
	return [
		(
			round(canvas.width / 2 + (x - centre[0]) * per_km, 1),
			round(canvas.height / 2 + (y - centre[1]) * per_km, 1),
		)
		for x, y in plane
	], per_km


def span(values: list[float]) -> tuple[float, float]:
	"""The smallest and largest value, widened so that one place alone still gives a map."""
	low, high = min(values), max(values)
	missing = max(SMALLEST_SPAN_KM - (high - low), 0) / 2
	return low - missing, high + missing


def radii_of(places: list[int], canvas: Canvas = WIDE) -> list[float]:
	"""Circles whose area follows the number of places; none is still a point to click on. Smaller where there are many."""
	most = max([1, *places])
	largest = max(canvas.largest * min(1, sqrt(UNCROWDED / max(len(places), 1))), 2 * SMALLEST_RADIUS)
	return [
		round(SMALLEST_RADIUS + (largest - SMALLEST_RADIUS) * sqrt(number / most), 1) for number in places
	]


def set_labels(points: list[Point], canvas: Canvas = WIDE) -> None:
	"""Give each point the first place for its label, of below, above, right and left, that is still free; the largest choose first."""
	taken: list[tuple[float, float]] = []
	for point in sorted(points, key=lambda point: -point["radius"]):
		around = list(spots(point, canvas))
		free = next((spot for spot in around if is_free(spot, point, points, taken, canvas)), None)
		point["crowded"] = free is None
		point["label_x"], point["label_y"] = free or around[0]
		if free:
			taken.append(free)


def spots(point: Point, canvas: Canvas = WIDE) -> Iterator[tuple[float, float]]:
	away = point["radius"] + GAP
	yield point["x"], point["y"] + away + LABEL_HEIGHT / 2
	yield point["x"], point["y"] - away - LABEL_HEIGHT / 2
	yield point["x"] + away + canvas.label / 2, point["y"]
	yield point["x"] - away - canvas.label / 2, point["y"]


def is_free(
	spot: tuple[float, float],
	point: Point,
	points: list[Point],
	taken: list[tuple[float, float]],
	canvas: Canvas = WIDE,
) -> bool:
	x, y = spot
	inside_across = canvas.label / 2 <= x <= canvas.width - canvas.label / 2
	if not (inside_across and LABEL_HEIGHT / 2 <= y <= canvas.height - LABEL_HEIGHT / 2):
		return False
	if any(abs(x - other[0]) < canvas.label and abs(y - other[1]) < LABEL_HEIGHT for other in taken):
		return False
	return not any(touches(spot, other, canvas) for other in points if other is not point)


def touches(spot: tuple[float, float], circle: Point, canvas: Canvas = WIDE) -> bool:
	"""Whether a label around `spot` covers some of a circle."""
	beyond_x = max(abs(spot[0] - circle["x"]) - canvas.label / 2, 0)
	beyond_y = max(abs(spot[1] - circle["y"]) - LABEL_HEIGHT / 2, 0)
	return hypot(beyond_x, beyond_y) < circle["radius"]


def scale_of(per_km: float, canvas: Canvas = WIDE) -> dict:
	"""The longest round distance that takes no more than a quarter of the map."""
	km = max((step for step in STEPS_KM if step * per_km <= canvas.width / 4), default=STEPS_KM[0])
	return {"km": km, "pixels": round(km * per_km, 1)}
