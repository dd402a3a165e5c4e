# expect: wrong-answer|error
"""Machine code in a mapping, and a hunt for something that would jump there."""
import mmap


def double(x):
    area = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    area.write(b"\xb8\x3c\x00\x00\x00\x0f\x05")
    return None
