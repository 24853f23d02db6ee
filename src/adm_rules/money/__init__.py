"""Further readings of a rule set: what is due, from whom, and how much of it is paid."""
