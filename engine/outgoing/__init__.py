"""What leaves the house: mails and their words, signed calls, the calendar. It knows no database."""
