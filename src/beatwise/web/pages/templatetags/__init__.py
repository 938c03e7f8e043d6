"""What the office's templates can say."""
