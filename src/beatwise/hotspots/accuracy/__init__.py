"""How good a list of places proved on later months.

PAI: Chainey, Tompson & Uhlig (2008). PEI: Hunt (2016). PEI*: US National Institute of Justice
forecasting challenge (2017); White, Hunt & Green (2023). RRI: Levine (2008). Definitions to the
digit in the functions' docstrings.
"""

from beatwise.hotspots.accuracy.capture import RRI_DIRECTION, Accuracy, accuracy_at, share_captured
from beatwise.hotspots.accuracy.origins import Origin, rolled_origins
from beatwise.hotspots.accuracy.paired_comparison import Paired, paired_difference
from beatwise.hotspots.accuracy.score import Score, pai_interval, score


__all__ = [
    "RRI_DIRECTION",
    "Accuracy",
    "Origin",
    "Paired",
    "Score",
    "accuracy_at",
    "pai_interval",
    "paired_difference",
    "rolled_origins",
    "score",
    "share_captured",
]
