"""The theory of change: what is put in, done, delivered and expected, with its measures."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.evaluation.protocol.protocol import Protocol, TheoryStep


STAGES = ("input", "activity", "output", "outcome")
STAGE_NAMES = {
    "input": "What is put in",
    "activity": "What is done",
    "output": "What is delivered",
    "outcome": "What should change",
}
MEASURES: dict[str, str] = {
    "cost of delivered hours": "pounds, from the contract or rota",
    "delivered minutes": "minutes of foot patrol inside the area, by grade of evidence",
    "visits": "visits of 10 minutes or more",
    "survey": "repeat survey, with number asked, response rate and wording",
    "retailer loss": "stock loss from retailers' own books, with number of stores",
    "complaints": "complaints about patrols",
}


def usual_theory(outcomes: Sequence[str]) -> tuple[TheoryStep, ...]:
    """Return the usual theory of a foot patrol programme for these outcomes."""
    return (
        TheoryStep("input", "Paid hours of patrol staff", "cost of delivered hours"),
        TheoryStep("activity", "Staff walk the areas at the planned times", "visits"),
        TheoryStep("output", "People see a patrol where incidents gather", "delivered minutes"),
        *(
            TheoryStep("outcome", "Fewer recorded incidents in the patrolled areas", outcome)
            for outcome in outcomes
        ),
        TheoryStep("outcome", "No harm to people: complaints do not rise", "complaints"),
    )


def check_theory(protocol: Protocol, *, minutes_known: bool = False) -> tuple[str, ...]:
    """Return what the theory of change says that the protocol does not measure, and the reverse."""
    gaps: list[str] = []
    steps = protocol.theory
    if not steps:
        return ("The protocol holds no theory of change.",)
    for stage in STAGES:
        if not any(step.stage == stage for step in steps):
            gaps.append(f"No step says {STAGE_NAMES[stage].lower()}.")
    measured = {step.measure for step in steps if step.stage == "outcome"}
    for outcome in protocol.outcomes:
        if outcome not in measured:
            gaps.append(f"The outcome '{outcome}' is measured, but no step leads to it.")
    for step in steps:
        if step.stage not in STAGES:
            gaps.append(f"The stage '{step.stage}' of '{step.text}' is unknown.")
        elif not step.measure:
            gaps.append(f"Nothing would show '{step.text}': it has no measure.")
        elif step.measure not in MEASURES and step.measure not in protocol.outcomes:
            gaps.append(f"'{step.measure}' ({step.text}) is not measured by this protocol.")
        elif step.measure in ("delivered minutes", "visits") and not minutes_known:
            gaps.append(f"'{step.text}' needs {step.measure}; none are at hand yet.")
        elif step.measure in ("survey", "retailer loss", "complaints"):
            gaps.append(f"'{step.text}' needs {step.measure}, gathered outside Beatwise.")
    return tuple(dict.fromkeys(gaps))
