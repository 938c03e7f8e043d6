"""What a paper's sentences say of their own figures: changes, shares, costs, dates, numbering."""
