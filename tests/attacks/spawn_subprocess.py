# expect: error
"""Asks a shell for the answer."""
import subprocess


def double(x):
    subprocess.run("touch /tmp/hotseat_attack_escaped", shell=True, check=True)
    return 2 * x
