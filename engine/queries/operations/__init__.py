"""Questions of those who keep the system running."""
