"""The rates on real pages, where they are there."""

from __future__ import annotations

import pytest

from . import check_pages


def test_the_data_is_whole() -> None:
    checked = check_pages.load()
    assert len(checked) == 20
    for page in checked:
        ends = [0, *(x for span in page.body for x in span)]
        assert ends == sorted(ends)


@pytest.mark.skipif(not check_pages.FOLDER.is_dir(), reason="the folder of real pages is not there")
def test_rates() -> None:
    covered, left_out, _ = check_pages.rates()
    assert covered >= check_pages.COVERED
    assert left_out >= check_pages.LEFT_OUT
