# expect: timeout
"""Never finishes loading."""
while True:
    pass
