# expect: wrong-answer|error|judge-error|timeout
"""Has an alarm go off again and again, wherever the process may be, with a handler that raises."""
import signal


def ring(number, frame):
    raise SystemExit(0)


def double(x):
    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 1e-4, 1e-4)
    return x
