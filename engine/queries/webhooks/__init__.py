"""Questions about systems that are told what happens."""
