"""Places, organisations, their duties, persons, and who may do what, where and when."""
