"""Questions about governance profiles."""
