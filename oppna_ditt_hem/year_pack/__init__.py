"""The year's reports in one archive: each as a sheet and as a page, with a list of what is in it and checksums.

`contents` says which reports and with which filters, `pages` makes their files, `archive` the ZIP, `job` lets a worker do it.
"""
