"""How far a list can be trusted, in plain sentences: its accuracy and its small numbers."""

from __future__ import annotations

from beatwise.publication.findings import Accuracy, TypeFindings
from beatwise.publication.town.wording import label, percent


def verdict(low: float | None, high: float | None) -> str:
    """Say how a list did against its baseline, from the paired interval (list minus baseline).

    ``beats`` needs an interval above zero; one that holds zero is ``no worse``, as far as these
    months can tell.
    """
    if low is None or high is None:
        return "not compared"
    if low > 0:
        return "beats"
    if high < 0:
        return "worse"
    return "no worse"


def verdict_sentence(accuracy: Accuracy | None) -> str:
    """Say in one sentence whether the list beat counting the same months."""
    if accuracy is None:
        return "The list has not been scored on later months, so its accuracy is not known."
    word = verdict(accuracy.low, accuracy.high)
    base = accuracy.baseline.name
    against = base[:1].lower() + base[1:]
    return {
        "beats": f"It beats {against}: the interval lies above zero.",
        "no worse": (
            f"It is no worse than {against}, as far as these months can tell: "
            "the interval holds zero."
        ),
        "worse": f"It did worse than {against}: use the plain ranking instead.",
        "not compared": f"It could not be compared with {against}: there is no interval.",
    }[word]


def small_numbers_warning(findings: TypeFindings) -> str | None:
    """Return the warning of ``small_numbers`` for the months of choosing; none without data."""
    months = [m for m in findings.monthly if m.month in findings.train]
    counts = [m.count for m in months if m.count is not None]
    return small_numbers(sum(counts) / len(counts)) if counts else None


def small_numbers(per_month: float) -> str | None:
    """Return a warning where an average month is too small to read a change from."""
    if per_month >= 30:
        return None
    if per_month < 1:
        return (
            "On average there is less than one recorded incident a month: "
            "ups and downs of one or two say nothing."
        )
    swing = 2 * per_month**0.5
    low, high = max(0, round(per_month - swing)), round(per_month + swing)
    return (
        f"About {per_month:.0f} a month are recorded. With so few, chance alone moves a month "
        f"between about {low} and {high}."
    )


def how_sure(findings: TypeFindings) -> tuple[str, ...]:
    """Say how far a list can be trusted, in up to three sentences."""
    if not findings.hot_spots:
        return ()
    sentences: list[str] = []
    if findings.accuracy is not None and findings.score is not None:
        ours, base = findings.accuracy.ours.captured, findings.accuracy.baseline.captured
        if ours is not None and base is not None:
            sentences.append(
                f"In {findings.score.words}, months not used to choose them, the places held "
                f"{percent(ours)} of recorded incidents; {_lower(findings.accuracy.baseline.name)} "
                f"would have held {percent(base)}."
            )
    sentences.append(verdict_sentence(findings.accuracy))
    warning = small_numbers_warning(findings)
    return (*sentences, warning) if warning else tuple(sentences)


def sure_in_brief(findings: TypeFindings) -> str | None:
    """Say in one or two short sentences how far a list can be trusted."""
    if not findings.hot_spots:
        return None
    sentence = f"{label(findings.type)}: not checked on later months."
    if findings.accuracy is not None and findings.score is not None:
        ours, base = findings.accuracy.ours.captured, findings.accuracy.baseline.captured
        word = verdict(findings.accuracy.low, findings.accuracy.high)
        if ours is not None and base is not None:
            sentence = (
                f"{label(findings.type)}: in {findings.score.words}, not used to choose them, the "
                f"places held {percent(ours)} of incidents; "
                f"{_lower(findings.accuracy.baseline.name)} "
                f"would have held {percent(base)} ({_verdict_words(word, ours, base)})."
            )
    warning = small_numbers_warning(findings)
    return f"{sentence} {warning}" if warning else sentence


def _verdict_words(word: str, ours: float, base: float) -> str:
    if word == "no worse" and percent(ours) == percent(base):
        return "as much here; over all months tested the list is no worse"
    if word == "no worse" and ours < base:
        return "less here, but over all months tested the list is no worse"
    return _AS_WORDS[word]


_AS_WORDS = {
    "beats": "the list beats it",
    "no worse": "the list is no worse, as far as these months tell",
    "worse": "the list is worse",
    "not compared": "no interval, so not compared",
}


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
