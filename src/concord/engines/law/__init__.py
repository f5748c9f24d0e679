"""The law engine: fees, periods and doors of statute law as pure functions of plain values and a day."""
