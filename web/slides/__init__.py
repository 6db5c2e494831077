"""A status report as slides, in a template that an organisation can replace."""
