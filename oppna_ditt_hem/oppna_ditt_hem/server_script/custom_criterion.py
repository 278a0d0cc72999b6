# A criterion by script: how much a home is a home of one's own, from 0 to 1. It counts more for larger households.
#
# To use it: have server scripts enabled on the bench, untick "Disabled" here, and make a Matching Criterion of the
# kind Preference with the rule Server script and this script.
#
# A criterion's script runs once for many pairs of a household and a home. Each name is a whole column:
# pairs.household.size, pairs.listing.kind, pairs.pair.km, pairs.today, and so on; docs/administrator.md lists them.
# Columns take + - * / and comparisons; join answers with & | ~ instead of and, or, not; choose with
# where(answer, a, b). least, most, known, otherwise and month do what min, max, known, otherwise and month do in an
# expression. Set result to yes or no for a requirement, to a number from 0 to 1 for a preference.

POINTS = {"House": 1, "Flat": 1, "Annexe": 0.8, "Cottage": 0.6, "Room": 0.2}

own = 0.5
for kind, points in POINTS.items():
	own = where(pairs.listing.kind == kind, points, own)
own = where(otherwise(pairs.listing.shared, False), own * 0.5, own)

people = least(1, pairs.household.size / 4)
result = own * people + 0.5 * (1 - people)
