"""``beatwise counts``: eight numbers in, the counts story out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from beatwise.cli.common_options import JsonOption
from beatwise.errors import UsageError


if TYPE_CHECKING:
    from beatwise.journeys.evaluation.counts import CountsAnswer

Two = tuple[float, float]
Four = tuple[str, str, str, str]


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
            metavar="T C DT DC",
            help="Sizes of treated, control, displacement treated, displacement control; "
            "or by name in any order: T=2 C=6 DT=3 DC=9.",
        ),
    ] = ("1", "1", "1", "1"),
    alpha: Annotated[
        float, typer.Option("--alpha", help="1 minus the intervals' coverage.")
    ] = 0.05,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            metavar="YYYY-MM",
            help="Refused: here are counts, not months. Leave a month out of the counts you give, "
            "and say how long they now are with --time-weights.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Compare counts before and after in a patrolled and a comparison area."""
    if without:
        raise no_months()
    from beatwise.cli.output import print_json
    from beatwise.evaluation.estimators.counts.area_sizes import area_sizes
    from beatwise.journeys.evaluation import counts_json
    from beatwise.journeys.evaluation.counts import count_up

    answer = count_up(
        treated,
        control,
        displacement_treated,
        displacement_control,
        time_weights=time_weights,
        area_weights=area_sizes(area_weights, treated, control),
        alpha=alpha,
    )
    if as_json:
        print_json(counts_json.as_json(answer))
    else:
        _print(answer)


def no_months() -> UsageError:
    """Return the error for a month to leave out of counts that know no months."""
    return UsageError(
        "the counts given know no months, so none can be left out of them.",
        place="--without",
        next_step="Count again without that month, and say how long before and after now are: "
        "--time-weights 11 12. Or let beatwise evaluate count, which takes --without.",
    )


def _print(answer: CountsAnswer) -> None:
    level = 100 * (1 - answer.alpha)
    difference, quotient = answer.difference, answer.quotient
    if len(set(answer.sizes)) > 1:
        sizes = (f"{name.replace('_', ' ')} {n:g}" for name, n in answer.sizes._asdict().items())
        print(f"Sizes as read: {', '.join(sizes)}.")
    for part, words in (
        (difference.total, "Difference in all"),
        (difference.local, "in the patrolled area"),
        (difference.displacement, "around it"),
    ):
        if part is not None:
            low, high = part.interval
            print(
                f"{words}: {part.estimate:+,.2f} ({level:g} % interval {low:,.2f} to {high:,.2f})"
            )
    if isinstance(quotient, str):
        print(f"Displacement quotient: none. {quotient}")
    else:
        print(f"Displacement quotient: {quotient.estimate:.3f}, {quotient.reading}")
    ratio, test = answer.rate_ratio, answer.e_test
    if isinstance(ratio, str):
        print(f"Rate ratio: none. {ratio}")
    else:
        low, high = ratio.interval
        print(f"Rate ratio: {ratio.estimate:.3f} ({level:g} % interval {low:.3f} to {high:.3f})")
    if not isinstance(test, str):
        words = "p < 0.0001" if test.p_value < 0.0001 else f"p = {test.p_value:.4f}"
        print(f"Patrolled area, before against after: {words} (e-test)")
    if answer.small_print:
        print(answer.small_print)
    print(
        "These intervals suppose Poisson counts. On real months they are too narrow: a change that "
        "patrols did not make is called one 9 to 25 times in 100. Do not report them alone."
    )
