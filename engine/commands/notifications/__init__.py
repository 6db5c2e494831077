"""Who is told of what, and how each wants to be told."""
