# expect: memory-limit|timeout
"""A decompression bomb."""
import zlib


def double(x):
    bomb = zlib.compress(zlib.compress(bytes(1 << 28), 9), 9)
    return zlib.decompress(zlib.decompress(bomb)) + bytes(1 << 30)
