#!/bin/sh
# Sends through the real sender to a real LRS, Ralph, in an environment of its own; PYTHON is the project's.
set -eu
cd "$(dirname "$0")/../.."
PYTHON=${PYTHON:-.venv/bin/python}
VENV=.venv-ralph
STAMP=$VENV/.ready-$(cksum < requirements/ralph.txt | cut -d' ' -f1)
if [ ! -f "$STAMP" ]; then
  echo "==> Ralph into $VENV"
  rm -rf "$VENV"
  "$PYTHON" -m venv "$VENV"
  "$VENV/bin/pip" install -q --disable-pip-version-check -r requirements/ralph.txt
  touch "$STAMP"
fi
PEKT_RALPH=$VENV/bin/python DJANGO_SETTINGS_MODULE=tests.records.settings exec "$PYTHON" -m pytest -q -p no:cacheprovider -m lrs tests/records "$@"
