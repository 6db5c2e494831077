"""Questions about diagrams that are kept as documents."""
