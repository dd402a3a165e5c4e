# expect: wrong-answer
"""Returns a wrong array and corrects it from a thread, hoping that memory is shared."""
import threading
import time

import numpy as np


def double(x):
    answer = np.zeros_like(x)

    def later():
        time.sleep(0.01)
        answer[...] = 2 * x

    threading.Thread(target=later, daemon=True).start()
    return answer
