"""Questions about rights that are lent."""
