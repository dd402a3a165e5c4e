#!/bin/sh
# Installs what pip cannot, where this user may: bubblewrap (sandbox tier A) and chromium (browser tests).
# `venv` as argument: Debian's python3-venv instead. Elsewhere it names what is missing; the tests that need it skip.
wanted=""
if [ "$1" = venv ]; then
    wanted="python3-venv"
else
    command -v bwrap >/dev/null 2>&1 || wanted="$wanted bubblewrap"
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || wanted="$wanted chromium"
fi
[ -z "$wanted" ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "installing with apt:$wanted"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $wanted; } >/dev/null 2>&1 && exit 0
fi
echo "missing:$wanted. Install with: sudo apt-get install$wanted" >&2
[ "$1" = venv ] && exit 1
echo "The tests that need it are skipped." >&2
exit 0
