"""Questions about units and people."""
