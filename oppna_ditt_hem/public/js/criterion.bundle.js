// The form of a Matching Criterion: loaded when the first one is opened.

import { CriterionForm } from "./criterion/form";

frappe.provide("oppna_ditt_hem");

oppna_ditt_hem.CriterionForm = CriterionForm;
