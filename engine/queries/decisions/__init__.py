"""Questions about the register of decisions."""
