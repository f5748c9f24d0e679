"""What goes in and out of the disputes' JSON doors. Money is text with two decimals, days are ISO dates."""
