"""Item response theory: models, calibration, persons' positions, linking of two banks."""

from bilet.psychometrics.irt.calibration import Calibration, calibrate_2pl, calibrate_rasch
from bilet.psychometrics.irt.linking import link, stocking_lord
from bilet.psychometrics.irt.models import information, log_odds_scale, probability
from bilet.psychometrics.irt.persons import Estimate, eap, map_estimates, marginal_reliability, wle

__all__ = [
    "Calibration",
    "Estimate",
    "calibrate_2pl",
    "calibrate_rasch",
    "eap",
    "information",
    "link",
    "log_odds_scale",
    "map_estimates",
    "marginal_reliability",
    "probability",
    "stocking_lord",
    "wle",
]
