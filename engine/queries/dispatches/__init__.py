"""Questions about mails and calls on their way."""
