"""HTTP in, JSON out. Knows Flask; decides nothing."""
