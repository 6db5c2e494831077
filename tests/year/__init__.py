"""A year of a portfolio, played and counted again: `python -m tests.year`. What it does and what it found: docs/soak.md."""

import sys
from pathlib import Path

# The builders import each other by their own names, as under pytest.
sys.path.append(str(Path(__file__).parents[1] / "builders"))
