"""Trying a draft out: a case in memory, played by hand or by a robot. Nothing is stored and nobody is told."""
