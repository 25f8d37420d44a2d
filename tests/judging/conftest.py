"""One engine for all tests."""

from __future__ import annotations

import pytest

from extractor.judging.engine import Engine


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The built-in rules."""
    return Engine()
