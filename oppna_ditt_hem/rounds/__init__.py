"""A round in the Desk: everybody who seeks and every home at once, computed by a worker, decided by people.

`life` starts and ends it, `job` computes it, `keeping` stores it, `page` and its neighbours put it in words,
`deciding` and `expiry` take each proposal on, `cost` tells what an override takes from it. The whitelisted
functions lie in `oppna_ditt_hem.matching_runs`.
"""
