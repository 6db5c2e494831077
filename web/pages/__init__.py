"""The pages: one file per noun of the address, each a function that makes the blueprint for an engine."""
