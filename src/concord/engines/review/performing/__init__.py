"""Whether a signed contract is performed as it promises: thirteen alarms over plan, payments and what happened (P4)."""
