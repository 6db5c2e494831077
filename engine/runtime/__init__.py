"""The only room with SpiffWorkflow and lxml: state in, state out. Knows no database."""
