"""One engine for all examples."""

from __future__ import annotations

import pytest

from extractor.judging.engine import Engine
from extractor.judging.necessity import Necessity


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The built-in rules."""
    return Engine()


@pytest.fixture(scope="session")
def necessity(engine: Engine) -> Necessity:
    """Which examples hold to begin with."""
    return Necessity(engine)
