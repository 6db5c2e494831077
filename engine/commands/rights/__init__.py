"""What people do to lend their rights, and to take them back."""
