"""Whether a model can be trusted: does it look at the target, is it fair to names, does it understand."""
