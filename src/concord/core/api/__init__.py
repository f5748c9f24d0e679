"""What every JSON door shares: who asks, problems, pages by key, and doing a thing once."""
