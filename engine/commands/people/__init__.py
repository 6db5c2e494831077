"""What is known of people beside their roles."""
