"""What status reports say, and how far cases have come."""
