"""Which tenancy law an agreement stands under, and what follows from it. Plain Python; dates and terms are data.

Every answer carries the paragraph it rests on and a mark: V read in the statute, S from a secondary source, M from memory,
I inferred. Anything but V is to be shown as not verified.
"""
