"""In which area each row of recorded offences lies, and how many lie in each."""
