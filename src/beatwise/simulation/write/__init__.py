"""Write a county as the files that forces, councils and trackers would give."""

from beatwise.simulation.write.county_files import files
from beatwise.simulation.write.folder import CountyFolder, is_occupied, same_county, write


__all__ = ["CountyFolder", "files", "is_occupied", "same_county", "write"]
