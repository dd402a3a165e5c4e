"""What happened in a loop in; its clock, its levels and its decision out. Pure functions."""
