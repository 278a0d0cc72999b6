"""Straight-line distance between places."""

from __future__ import annotations

import numpy as np

EARTH_RADIUS_KM = 6371.0088


def straight_line_km(
	from_latitude: np.ndarray, from_longitude: np.ndarray, to_latitude: np.ndarray, to_longitude: np.ndarray
) -> np.ndarray:
	"""Great-circle distance in km by the haversine formula; shapes broadcast, NaN in gives NaN out.

	Rounded to metres, because the last bits of a sine differ between processors and a round has to be the same on all.
	A road is longer, by some 15 to 30 per cent in Vansbro.
	"""
	a, b = np.radians(from_latitude), np.radians(to_latitude)
	half_across = np.sin(np.radians(to_longitude - from_longitude) / 2) ** 2
	half_up = np.sin((b - a) / 2) ** 2
	km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half_up + np.cos(a) * np.cos(b) * half_across))
	return np.round(km, 3)
