"""A simulated municipality: everybody acts at random, by the ways people have, and the design's invariants must hold.

`plan` draws the acts of some days from a seed, `office`, `parties` and `night` carry them out, `invariants` looks at the
site after every day by plain SQL, `story` runs a plan and, where it fails, finds the shortest history that still does.
"""
