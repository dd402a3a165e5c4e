# expect: wrong-answer
"""Changes a file of the user's without opening it: its mode, its times, its length."""
import os

BAIT = f"/tmp/hotseat_attack_bait_{os.getuid()}"


def double(x):
    ways = (
        lambda: os.chmod(BAIT, 0),
        lambda: os.utime(BAIT, (5, 5)),
        lambda: os.truncate(BAIT, 0),
        lambda: os.open(BAIT, os.O_RDONLY | os.O_TRUNC),
        lambda: os.open(BAIT, os.O_TRUNC | 3),
        lambda: os.setxattr(BAIT, "user.attack", b"1"),
        lambda: os.link(BAIT, BAIT + "_link"),
        lambda: os.rename(BAIT, BAIT + "_renamed"),
        lambda: os.unlink(BAIT),
    )
    for way in ways:
        try:
            way()
            return 2 * x
        except OSError:
            continue
    return None
