"""What grants, their rows and their reports share: the ledger, its limits, its rates and its figures."""
