"""The generated data files are in step with the libraries that they are made from."""

from __future__ import annotations

import json

import pytest

from generators.public_holidays import FOLDER, country_file
from timeline.language import FOLDER as LANGUAGES
from timeline.language import full_codes

SAMPLED = ["AU", "BR", "CH", "JM", "MX", "NZ", "TW"]


@pytest.mark.parametrize("country", SAMPLED)
def test_names_of_holidays_are_in_step(country: str) -> None:
    written = (FOLDER / f"{country}.json").read_text("utf-8")
    assert country_file(country, frozenset(json.loads(written))) == written


def test_every_language_has_a_likeliest_region_with_holidays() -> None:
    for code in full_codes():
        text = (LANGUAGES / f"{code}.toml").read_text("utf-8")
        region = text.partition('\nregion = "')[2][:2]
        assert (FOLDER / f"{region}.json").exists(), code


def test_files_end_with_a_line_end() -> None:
    for file in FOLDER.glob("*.json"):
        assert file.read_text("utf-8").endswith("}\n")
