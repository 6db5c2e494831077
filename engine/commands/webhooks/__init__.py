"""Systems that are told what happens."""
