"""The cases that tests of statements look at."""

import pytest

from tests.krav.diary import Diary, diary


@pytest.fixture
def whole() -> Diary:
    """A case with three areas and six units, to its benefits."""
    return diary("implementering", "effekt_hemtagen")
