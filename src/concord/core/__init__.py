"""What at least two apps share, in floors that only look down."""
