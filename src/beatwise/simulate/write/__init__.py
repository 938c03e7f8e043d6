"""Write a county as the files that forces, councils and trackers would give."""

from beatwise.simulate.write.county_files import files
from beatwise.simulate.write.folder import Written, same_county, taken, write


__all__ = ["Written", "files", "same_county", "taken", "write"]
