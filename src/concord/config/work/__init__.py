"""The worker: does jobs, passes acts on to listeners, hands notices to their carriers."""
