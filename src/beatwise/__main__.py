"""``python -m beatwise`` is the same as the ``beatwise`` command."""

from beatwise.cli.main import main


if __name__ == "__main__":
    main()
