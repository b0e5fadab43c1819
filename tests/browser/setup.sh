#!/bin/sh
# Debian's Chromium and a CJK font for the browser and picture tests; installed where we may, else said.
set -eu
if command -v chromium >/dev/null && fc-list :lang=zh 2>/dev/null | grep -qi "cjk"; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq chromium fonts-noto-cjk fontconfig >/dev/null
else
  echo "Chromium or a CJK font is missing: run 'sudo apt-get install chromium fonts-noto-cjk fontconfig'" >&2
  [ "${CI:-}" != true ]
fi
