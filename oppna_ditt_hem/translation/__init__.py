"""Which messages the app has, and whether each has its translation. Runs without a site.

`python -m oppna_ditt_hem.translation` refreshes `locale/` and lists what is left to translate.
"""
