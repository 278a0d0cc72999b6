"""What a legal answer is made of: dated values with their source and mark, and the form of an answer. Plain Python.

`tenancy` and `economy` stand on this package; it knows neither. A mark says how well something is known: V read in the
primary text, S from a secondary source, I inferred, M from memory. Only V counts as verified.
"""
