"""Keys: who has made which."""
