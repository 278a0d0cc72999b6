"""What `make` runs: set up a bench, show the demo, run the tests. Standard library only."""
