#!/bin/sh
# Debian without python3-venv: install it when we may, otherwise say how.
set -e
python="$1"
rm -rf .venv
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
    exec "$python" -m venv .venv
fi
echo "Python cannot make a virtual environment here. Install it: apt-get install python3-venv" >&2
exit 1
