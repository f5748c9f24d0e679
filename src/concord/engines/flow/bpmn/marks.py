"""The names that BPMN 2.0 and our own extension of it use."""

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
SHAPES = "http://www.omg.org/spec/DD/20100524/DC"
EDGES = "http://www.omg.org/spec/DD/20100524/DI"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
# Ours: `details` of a process and of a task hold the keys of a template file that BPMN has no place for;
# `part` on a sequence flow says that it only enters (`when`) or passes by (`skip`) a conditional task.
OURS = "urn:concord:flow:1"
DETAILS = f"{{{OURS}}}details"
PART = f"{{{OURS}}}part"


def bpmn(tag: str) -> str:
    """A tag of the BPMN model."""
    return f"{{{MODEL}}}{tag}"
