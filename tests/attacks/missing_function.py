# expect: error
"""Does not define what was asked for."""
answer = 42
