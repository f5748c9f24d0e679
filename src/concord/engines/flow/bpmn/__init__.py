"""Scenarios to and from BPMN 2.0: ours come back as they were, others as far as they can be carried over."""
