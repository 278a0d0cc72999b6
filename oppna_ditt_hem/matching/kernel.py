"""The hot loops of the assignment solver, written once: plain Python over lists, or compiled by numba over arrays.

Both run the same source on whole numbers, so both give the same matching to the bit. That asks for what the two have in
common: flat sequences, `heapq` on pairs, no objects. Each search is one long function because a call per edge would cost
more than the edge does.

Everywhere: `u` is a price per household, `v` per listing and slot, `u + v >= weight` on every edge and equal on chosen ones.
`mate[i]` is the household's listing or -1, `filled[j]` how many slots of a listing are taken.
"""

from __future__ import annotations

from heapq import heappop, heappush

FAR = 2**62


def fill(first, other, weight, slots, u, v, mate, filled, start, stop, allowance):  # noqa: C901, for the reason above
	"""Fill the free slots of listings `start` to `stop` one by one, each along a shortest augmenting path.

	A path leads from the listing over households that move towards it, and ends where a household without a home gets one, where
	a slot is left empty, or at once (the slot stays free). Afterwards a free slot is worth nothing, if every household
	without a home was worth nothing before.

	Edges of listing `j` are `first[j]:first[j + 1]`, heaviest first: what remains cannot be reached more cheaply than the edge
	at hand, and that ends most scans early.

	Returns:
		the first listing that is not done, because more than `allowance` edges were looked at, and how many were.
	"""
	reached = [FAR for _ in u]
	via = [0 for _ in u]
	distance = [FAR for _ in v]
	by = [0 for _ in v]
	work = 0
	for root in range(start, stop):
		if work > allowance:
			return root, work
		if filled[root] == 0:
			# Nobody's price hangs on this one yet, so it may fall to what the best household would give.
			top = 0
			for e in range(first[root], first[root + 1]):
				if weight[e] <= top:
					break
				top = max(top, weight[e] - u[other[e]])
			v[root] = top
		while filled[root] < slots[root] and v[root] > 0:
			best = v[root]
			last = -1
			frees = False
			households = [root]
			households.pop()
			listings = [root]
			distance[root] = 0
			heap = [(0, root)]
			while heap:
				so_far, here = heappop(heap)
				if so_far >= best:
					break
				if so_far > distance[here]:
					continue
				begin = so_far + v[here]
				for e in range(first[here], first[here + 1]):
					least = begin - weight[e]
					if least >= best:
						break
					work += 1
					i = other[e]
					cost = least + u[i]
					if cost >= best or cost >= reached[i]:
						continue
					if reached[i] == FAR:
						households.append(i)
					reached[i] = cost
					via[i] = here
					left = mate[i]
					if left < 0:
						best = cost
						last = i
						frees = False
					elif cost < distance[left]:
						if distance[left] == FAR:
							listings.append(left)
						distance[left] = cost
						by[left] = i
						heappush(heap, (cost, left))
						if cost + v[left] < best:
							best = cost + v[left]
							last = i
							frees = True
			for j in listings:
				if distance[j] < best:
					v[j] -= best - distance[j]
				distance[j] = FAR
			for i in households:
				if reached[i] < best:
					u[i] += best - reached[i]
				reached[i] = FAR
			if last < 0:
				break
			filled[root] += 1
			if frees:
				filled[mate[last]] -= 1
			while True:
				j = via[last]
				mate[last] = j
				if j == root:
					break
				last = by[j]
	return stop, work


def seat(first, other, weight, slots, waiting, u, v, mate, filled, allowance):  # noqa: C901, for the reason above
	"""Find homes for households that have none though their price says that they should, along shortest augmenting paths.

	The same search from the other side, for prices that an earlier matching left. A path ends where a listing has a free slot,
	where another household is left without a home, or at once. Afterwards the households in `waiting` are housed or worth
	nothing.

	Edges of household `i` are `first[i]:first[i + 1]`, heaviest first.

	Returns:
		whether all are done, rather than more than `allowance` edges looked at.
	"""
	reached = [FAR for _ in v]
	via = [0 for _ in v]
	distance = [FAR for _ in u]
	# The households of listing `j` are `seats[begins[j]:begins[j] + filled[j]]`; `place[i]` is where a household stands there.
	begins = [0 for _ in v]
	total = 0
	for j in range(len(v)):
		begins[j] = total
		total += slots[j]
	seats = [0 for _ in range(total)]
	place = [0 for _ in u]
	taken = [0 for _ in v]
	for i in range(len(u)):
		j = mate[i]
		if j >= 0:
			place[i] = begins[j] + taken[j]
			seats[place[i]] = i
			taken[j] += 1
	work = 0
	for root in waiting:
		if work > allowance:
			return False
		best = u[root]
		last = -1
		leaves = -1
		listings = [root]
		listings.pop()
		households = [root]
		distance[root] = 0
		heap = [(0, root)]
		while heap:
			so_far, here = heappop(heap)
			if so_far >= best:
				break
			if so_far > distance[here]:
				continue
			begin = so_far + u[here]
			for e in range(first[here], first[here + 1]):
				least = begin - weight[e]
				if least >= best:
					break
				work += 1
				j = other[e]
				cost = least + v[j]
				if cost >= best or cost >= reached[j]:
					continue
				if reached[j] == FAR:
					listings.append(j)
				reached[j] = cost
				via[j] = here
				if filled[j] < slots[j]:
					best = cost
					last = j
					leaves = -1
					continue
				for at in range(begins[j], begins[j] + filled[j]):
					i = seats[at]
					if cost < distance[i]:
						if distance[i] == FAR:
							households.append(i)
						distance[i] = cost
						heappush(heap, (cost, i))
						if cost + u[i] < best:
							best = cost + u[i]
							last = j
							leaves = i
		for i in households:
			if distance[i] < best:
				u[i] -= best - distance[i]
			distance[i] = FAR
		for j in listings:
			if reached[j] < best:
				v[j] += best - reached[j]
			reached[j] = FAR
		if last < 0:
			continue
		if leaves < 0:
			at = begins[last] + filled[last]
			filled[last] += 1
		else:
			at = place[leaves]
			mate[leaves] = -1
		while True:
			# Each takes the place of the one who went on.
			i = via[last]
			left = place[i]
			origin = mate[i]
			seats[at] = i
			place[i] = at
			mate[i] = last
			if i == root:
				break
			at = left
			last = origin
	return True
