"""Runs a job of `due` in a process of its own, as a worker does: `python due_worker.py SITE MODULE.FUNCTION`."""

import sys

import frappe

site, job = sys.argv[1:]
frappe.init(site)
frappe.connect()
print(frappe.get_attr(f"oppna_ditt_hem.due.{job}")())
frappe.destroy()
