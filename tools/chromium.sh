#!/bin/sh
# The journeys need Debian's Chromium: install it when we may. CI must have it.
test -x /usr/bin/chromium && exit 0
if [ "$(id -u)" = 0 ]; then root=""; elif sudo -n true 2>/dev/null; then root="sudo"; else root="none"; fi
if [ "$root" != none ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the journeys"
    $root apt-get update -qq && $root apt-get install -y -qq --no-install-recommends chromium >/dev/null
fi
test -x /usr/bin/chromium && exit 0
if [ "$CI" = true ]; then echo "CI has no Chromium: the journeys cannot be skipped here" >&2; exit 1; fi
echo "No Chromium and no right to install it: journeys are skipped (apt-get install chromium)"
