"""Doors for people: pages in the browser and the command line. Decides nothing."""
