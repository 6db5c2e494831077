"""What pages show that no question answers as such: arranged here, without HTTP."""
