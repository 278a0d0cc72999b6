"""What falls due as time passes: offers that expire, reminders, homes to confirm, cases that stand still.

Each job finds its rows by what is stored about them, so it can be run twice, late, or be killed at any point: what is
done is no longer due, and what is not done still is.
"""
