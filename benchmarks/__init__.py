"""What the engine and the site cost, each as a ratio against a peer in the same run."""
