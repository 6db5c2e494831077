"""Räls under load and fault: `python -m tests.soak`. What it does and what it found: docs/soak.md."""

import sys
from pathlib import Path

# The builders import each other by their own names, as under pytest.
sys.path.append(str(Path(__file__).parents[1] / "builders"))
