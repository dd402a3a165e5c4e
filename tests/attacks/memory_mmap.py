# expect: memory-limit|error
"""Memory by anonymous and shared mappings."""
import mmap


def double(x):
    kept = []
    while True:
        area = mmap.mmap(-1, 64 << 20)
        area[:] = b"x" * len(area)
        kept.append(area)
