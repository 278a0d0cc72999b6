"""Questions that landlords and households answer themselves: an offer, and whether a home is still free.

`links` makes and finds the one-click links, `offers` and `confirmations` ask and take the answer, `letters` writes,
`page` is what the person sees.
"""
