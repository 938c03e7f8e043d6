"""``beatwise counts``: eight numbers in, the counts story out."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from beatwise.cli.common_options import JsonOption


Two = tuple[float, float]
Four = tuple[float, float, float, float]


def add(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("counts")(counts)


def counts(
    treated: Annotated[Two, typer.Option("--treated", metavar="PRE POST", help="Patrolled area.")],
    control: Annotated[Two, typer.Option("--control", metavar="PRE POST", help="Comparison area.")],
    displacement_treated: Annotated[
        Two | None,
        typer.Option("--displacement-treated", metavar="PRE POST", help="Around the patrols."),
    ] = None,
    displacement_control: Annotated[
        Two | None,
        typer.Option("--displacement-control", metavar="PRE POST", help="Around the comparison."),
    ] = None,
    time_weights: Annotated[
        Two, typer.Option("--time-weights", metavar="A B", help="Length of before and of after.")
    ] = (1, 1),
    area_weights: Annotated[
        Four,
        typer.Option(
            "--area-weights",
            metavar="C T DC DT",
            help="Size of control, treated, displacement control and displacement treated.",
        ),
    ] = (1, 1, 1, 1),
    alpha: Annotated[
        float, typer.Option("--alpha", help="1 minus the intervals' coverage.")
    ] = 0.05,
    as_json: JsonOption = False,
) -> None:
    """Compare counts before and after in a patrolled and a comparison area."""
    from beatwise.cli.output import print_json
    from beatwise.journeys.evaluation.counts import count_up

    answer = count_up(
        treated,
        control,
        displacement_treated,
        displacement_control,
        time_weights=time_weights,
        area_weights=area_weights,
        alpha=alpha,
    )
    if as_json:
        print_json(answer)
    else:
        _print(answer, 100 * (1 - alpha))


def _print(answer: dict[str, Any], level: float) -> None:
    for name, words in (
        ("wdd", "Difference in all"),
        ("local", "in the patrolled area"),
        ("displacement", "around it"),
    ):
        if answer[name] is not None:
            part = answer[name]
            low, high = part["interval"]
            print(
                f"{words}: {part['estimate']:+,.2f} ({level:g} % interval {low:,.2f} to "
                f"{high:,.2f})"
            )
    if answer["quotient"] is None:
        print(f"Displacement quotient: none. {answer['quotient_reason']}")
    else:
        print(f"Displacement quotient: {answer['quotient']:.3f}, {answer['quotient_reading']}")
    if answer["rate_ratio"] is None:
        print(f"Rate ratio: none. {answer['rate_ratio_reason']}")
    else:
        ratio = answer["rate_ratio"]
        low, high = ratio["interval"]
        print(f"Rate ratio: {ratio['estimate']:.3f} ({level:g} % interval {low:.3f} to {high:.3f})")
    if answer["e_test"] is not None:
        p = answer["e_test"]["p_value"]
        words = "p < 0.0001" if p < 0.0001 else f"p = {p:.4f}"
        print(f"Patrolled area, before against after: {words} (e-test)")
    print(
        "These intervals suppose Poisson counts. On real months they are too narrow: a change that "
        "patrols did not make is called one 9 to 25 times in 100. Do not report them alone."
    )
