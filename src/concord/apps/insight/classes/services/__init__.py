"""What people and the clock do around the classifier."""
