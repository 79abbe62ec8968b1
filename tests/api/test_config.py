"""Settings from the environment."""

from __future__ import annotations

import pytest

from api.config import Config, InvalidSetting, checked_database


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Config.from_environment({}) == Config()


def test_every_setting_is_read() -> None:
    environment = {
        "TIMELINE_DATABASE": "news.db",
        "TIMELINE_HOSTS": "News.example, [::2]",
        "TIMELINE_MAX_BODY": "5000",
        "TIMELINE_WORKERS": "1",
        "TIMELINE_THREADS": "8",
    }
    assert Config.from_environment(environment) == Config("sqlite:///news.db", ("news.example", "[::2]"), 5000, 1, 8)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIMELINE_DATABASE", "mysql://localhost/news"),
        ("TIMELINE_DATABASE", "postgresql://localhost:port/news"),
        ("TIMELINE_HOSTS", "http://news.example"),
        ("TIMELINE_HOSTS", "news.example:8000"),
        ("TIMELINE_MAX_BODY", "10 MB"),
        ("TIMELINE_MAX_BODY", "-1"),
        ("TIMELINE_WORKERS", "0"),
        ("TIMELINE_WORKERS", "٣"),
        ("TIMELINE_THREADS", "9" * 5000),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(name: str, value: str) -> None:
    with pytest.raises(InvalidSetting, match=name) as caught:
        Config.from_environment({name: value})
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("/var/lib/timeline/news.db", "sqlite:////var/lib/timeline/news.db"),
        ("postgresql+psycopg://localhost/news", "postgresql+psycopg://localhost/news"),
    ],
)
def test_a_database_is_a_path_or_a_url(value: str, url: str) -> None:
    assert checked_database(value, "--database") == url
