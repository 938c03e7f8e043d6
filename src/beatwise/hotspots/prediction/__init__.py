"""Prediction: which units should expect most in the coming months, and why."""

from beatwise.hotspots.prediction.model import PARTS, Prediction, predict
from beatwise.hotspots.prediction.settings import DEFAULT, Settings


__all__ = ["DEFAULT", "PARTS", "Prediction", "Settings", "predict"]
