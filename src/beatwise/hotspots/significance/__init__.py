"""Which cells hold more than chance: local tests fit for sparse counts.

Sources: Getis & Ord (1992), Ord & Getis (1995) for the statistic; Caldas de Castro & Singer
(2006) for false discovery rates over a map. The method chapter is ``docs/methods/significance.md``.
"""

from beatwise.hotspots.significance.discovery import q_values
from beatwise.hotspots.significance.local_gi import local_gi
from beatwise.hotspots.significance.local_rate import local_rate
from beatwise.hotspots.significance.local_test import LocalSignificance
from beatwise.hotspots.significance.statistic import z_gi, z_gi_star


__all__ = ["LocalSignificance", "local_gi", "local_rate", "q_values", "z_gi", "z_gi_star"]
