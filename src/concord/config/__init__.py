"""Settings, urls, wiring and start-up."""
