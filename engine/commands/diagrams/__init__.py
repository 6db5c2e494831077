"""Commands on diagrams that are kept as documents."""
