# expect: error|wrong-answer
"""Looks for anything readable in /etc, /home, /root, /var."""
import os


def double(x):
    for top in ("/etc", "/home", "/var", "/opt", "/srv", "/run", "/boot", "/sys"):
        for folder, _, files in os.walk(top):
            for file in files:
                try:
                    if open(os.path.join(folder, file), "rb").read(1):
                        return 2 * x
                except OSError:
                    continue
    return None
