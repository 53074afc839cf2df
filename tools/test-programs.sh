#!/bin/sh
# The tests need two Debian programs: Chromium for the journeys, pdftotext to read what was printed.
# Install them when we may. CI must have both.
complete() { test -x /usr/bin/chromium && command -v pdftotext >/dev/null; }
complete && exit 0
if [ "$(id -u)" = 0 ]; then root=""; elif sudo -n true 2>/dev/null; then root="sudo"; else root="none"; fi
if [ "$root" != none ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium and poppler-utils for the tests"
    $root apt-get update -qq && $root apt-get install -y -qq --no-install-recommends chromium poppler-utils >/dev/null
fi
complete && exit 0
if [ "$CI" = true ]; then echo "CI lacks Chromium or pdftotext: their tests cannot be skipped here" >&2; exit 1; fi
echo "No Chromium or no pdftotext and no right to install them: their tests are skipped (apt-get install chromium poppler-utils)"
