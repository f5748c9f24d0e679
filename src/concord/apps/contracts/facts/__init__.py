"""What can happen to a contract, each told in one sentence."""
