"""What people type when they draw a scenario; each form knows one part of it."""
