import doctest
import subprocess
import sys

import pytest

import beatwise


HEAVY = (
    "pandas",
    "scipy",
    "numba",
    "geopandas",
    "pyarrow",
    "duckdb",
    "altair",
    "shapely",
    "dask",
    "distributed",
)


@pytest.mark.parametrize(
    "statement",
    [
        "import beatwise",
        "from beatwise.cli.application import app",
        "import beatwise.errors",
        "from beatwise.journeys.papers.write_paper import write_paper",
    ],
)
def test_the_front_door_loads_nothing_heavy(statement: str) -> None:
    """The package, the command line and the writer of papers load no heavy library."""
    script = f"{statement}; import sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_the_ledger_loads_nothing_heavy() -> None:
    """What a person asks for first, in a nation's workspace too, waits for no table or shape."""
    folder = str(beatwise.example().path)
    script = (
        f"from beatwise.cli.main import run; code = run(['ledger', '--workspace', {folder!r}]); "
        f"import sys; print(code, [m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "0 []", done.stdout + done.stderr


@pytest.mark.parametrize("name", beatwise.__all__)
def test_every_name_on_the_front_door_opens(name: str) -> None:
    """Each public name can be loaded and says what it is."""
    thing = getattr(beatwise, name)
    assert name == "__version__" or thing.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name that is not on the front door fails as any attribute would."""
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = beatwise.nonsense


@pytest.mark.parametrize("name", [name for name in beatwise.__all__ if name != "__version__"])
def test_every_name_shows_an_example_that_runs(name: str) -> None:
    """Each public name's docstring holds an example, and what it prints is what it says."""
    finder, runner = doctest.DocTestFinder(recurse=False), doctest.DocTestRunner()
    [example] = finder.find(getattr(beatwise, name), name, globs={})
    assert example.examples
    assert not any(doctest.SKIP in step.options for step in example.examples)
    assert runner.run(example).failed == 0
