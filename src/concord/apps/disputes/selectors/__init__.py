"""What the screens of disputes show."""
