"""Which database an address describes."""

from __future__ import annotations

from pathlib import Path

import pytest

from beatwise.errors import UsageError
from beatwise.web.settings.database import SQLITE_OPTIONS, database


@pytest.mark.parametrize("address", [None, ""])
def test_without_an_address_it_is_in_the_workspace(address: str | None) -> None:
    """An embedded one, with options of its own that no other description shares."""
    settings = database(address, Path("/w/office"))
    assert (settings["ENGINE"], settings["NAME"]) == (
        "django.db.backends.sqlite3", "/w/office/office.sqlite3",
    )  # fmt: skip
    assert settings["OPTIONS"] == SQLITE_OPTIONS
    assert settings["OPTIONS"] is not SQLITE_OPTIONS


def test_an_address_is_taken_apart() -> None:
    """Names and passwords may have any sign; what follows the question mark are options."""
    settings = database("postgresql://a%40b:p%2Fw@db:5433/of%20fice?sslmode=require", Path())
    parts = [settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")]
    assert parts == ["of fice", "a@b", "p/w", "db", "5433"]
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_is_a_host_among_the_options() -> None:
    """It replaces the host of the address, and is no option any more."""
    settings = database("postgres:///office?host=/run/pg", Path())
    assert (settings["HOST"], settings["PORT"], settings["OPTIONS"]) == ("/run/pg", "", {})


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("postgresql://a:b@db.example/office", {"sslmode": "require"}),
        ("postgresql:///office?host=db.example", {"sslmode": "require"}),
        ("postgresql://a:b@db.example/office?sslmode=verify-full", {"sslmode": "verify-full"}),
        ("postgresql://a:b@db.example/office?sslmode=disable", {"sslmode": "disable"}),
        ("postgresql://a:b@127.0.0.1/office", {}),
        ("postgresql:///office?host=/run/pg", {}),
    ],
)
def test_the_line_to_another_computer_is_encrypted(address: str, wanted: dict[str, str]) -> None:
    """ASVS 12.3.1: no falling back to a readable line, unless the address says so."""
    assert database(address, Path())["OPTIONS"] == wanted


def test_another_database_is_refused() -> None:
    """The message names its kind, and the next step the address that would do."""
    with pytest.raises(UsageError, match="'mysql' is not a database") as caught:
        database("mysql://a/b", Path())
    assert "postgresql://" in (caught.value.next_step or "")
