# expect: error|memory-limit|timeout
"""Memory by thread stacks."""
import threading
import time


def double(x):
    threading.stack_size(64 << 20)
    for _ in range(1000):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
