"""The flow engine: scenarios of cross-department work, read, checked, run, tried out, drawn and exchanged as BPMN."""
