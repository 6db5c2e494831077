"""Publishing a profile, and going back to an earlier edition."""
