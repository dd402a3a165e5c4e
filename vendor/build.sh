#!/bin/sh
# Rebuilds the vendored JavaScript, CSS and fonts. Needs Node 20 or newer; users of Hotseat need none.
set -eu
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
node build.mjs
