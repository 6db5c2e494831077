"""What people say about a case."""
