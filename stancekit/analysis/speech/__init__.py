"""Speech: attributions, quotations and turns, and the actor who is the source of each."""
