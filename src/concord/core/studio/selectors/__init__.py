"""What the pages of the studio show: scenarios as they are, drafts with their faults, versions beside each other."""
