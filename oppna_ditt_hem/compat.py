"""Every difference between Frappe 15 and 16 that this app meets, and nowhere else.

Today it meets none: what it calls is the same in both. A difference gets a function here that is named
after what it does, with the version it can be dropped with.
"""
