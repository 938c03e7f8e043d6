"""The year's budget and its precept: what council tax must bring, by which rules, by which day."""
