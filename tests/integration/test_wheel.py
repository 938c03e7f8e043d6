"""What ``pip install .`` puts into an empty environment."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "beatwise"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and lay it out as an installation would; return that folder."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [wheel] = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_every_file_of_the_package_is_installed(installed: Path) -> None:
    """Data files (measures, severity indexes, templates, styles) travel inside the package."""
    expected = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    there = {
        path.relative_to(installed / "beatwise").as_posix()
        for path in (installed / "beatwise").rglob("*")
        if path.is_file()
    }
    assert expected <= there
    assert any(name.endswith(".toml") for name in there)
    assert any(name.endswith(".css") for name in there)


def test_nothing_but_the_package_is_installed(installed: Path) -> None:
    """ASVS 15.2.3: no test, benchmark, check or document goes along."""
    beside = {path.name for path in installed.iterdir()} - {"beatwise"}
    assert all(name.endswith(".dist-info") for name in beside), beside
    words = {part for path in installed.rglob("*") for part in path.relative_to(installed).parts}
    assert not {"tests", "benchmarks", "checks", "conftest.py", ".git"} & words


@pytest.mark.parametrize(
    "words",
    [
        ["-m", "beatwise", "--help"],
        ["-c", "from beatwise.hotspots import severity; severity.load('ons-css')"],
        ["-c", "import beatwise; [getattr(beatwise, n) for n in beatwise.__all__]"],
    ],
)
def test_the_installed_package_works_away_from_its_source(
    installed: Path, tmp_path: Path, words: list[str]
) -> None:
    """The command, the data files and the front door work from the installation alone."""
    env = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, *words], cwd=tmp_path, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
