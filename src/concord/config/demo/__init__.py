"""The demo county: invented people and disputes in all stages, made through the same deeds that people use."""
