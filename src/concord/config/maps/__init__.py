"""What the code and data say of themselves: rights, flows, events and the API, printed as documents."""
