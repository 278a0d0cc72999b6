"""The platform's web application, for one site under whatever name the browser uses for this machine."""

import os

import frappe.app

frappe.app._site = os.environ["SITE"]
application = frappe.app.application_with_statics()
