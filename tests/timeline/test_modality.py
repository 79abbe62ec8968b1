"""What happened, what is planned, what somebody claims, and what is denied."""

from __future__ import annotations

import pytest

from timeline import Article
from timeline.reading import read

CASES = [
    ("en", "The ministers met in Oslo on Monday.", ["actual"]),
    ("en", "The ministers will meet in Oslo on 20 March.", ["planned"]),
    ("de", "Die Minister werden sich am 20. März in Oslo treffen.", ["planned"]),
    ("en", "The ministers did not meet in Oslo.", []),
    ("en", "The ministers never met.", []),
    ("de", "Die Minister trafen sich nicht.", []),
]


@pytest.mark.parametrize(("code", "text", "modalities"), CASES)
def test_modality(code: str, text: str, modalities: list[str]) -> None:
    assert [m.modality for m in read(Article("a", text, code, "2024-03-08")).mentions] == modalities
