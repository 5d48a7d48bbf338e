"""What is said of a campaign: where each service is, what it is written, what a closed quarter was shown as."""
