"""Starting cases."""
