"""What templates of measures can say."""
