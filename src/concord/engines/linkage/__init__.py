"""Record linkage: which records are the same dispute, person or organisation, with reasons; it judges nothing else."""
