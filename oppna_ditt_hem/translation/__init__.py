"""Which messages the app has, and whether each has its translation. Runs without a site.

`python -m oppna_ditt_hem.translation` refreshes `locale/` and lists what is left to translate. The platform's
`bench generate-pot-file --app oppna_ditt_hem && bench update-po-files --app oppna_ditt_hem --locale sv` finds the same
messages, but writes line numbers and today's date as well, so that every run changes both files.

`bench compile-po-to-mo --app oppna_ditt_hem` and a cleared cache show the result on a site; `bench build` compiles too.
"""
