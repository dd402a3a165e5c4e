# expect: error
"""posix_spawn instead of fork."""
import os
import sys


def double(x):
    os.posix_spawn(sys.executable, [sys.executable, "-c", "open('/tmp/hotseat_attack_escaped','w')"], {})
    return 2 * x
