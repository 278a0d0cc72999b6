"""What a home costs the household and gives the landlord. Plain Python; every amount comes in as dated data with its source."""
