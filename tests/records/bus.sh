#!/usr/bin/env bash
# A site and a register with a real Redis between them; the tests start, kill and empty it themselves.
set -euo pipefail
cd "$(dirname "$0")/../.."
PYTHON=${PYTHON:-.venv/bin/python}
if ! command -v redis-server >/dev/null; then
    echo "Installing: redis-server"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends redis-server >/dev/null
fi
DJANGO_SETTINGS_MODULE=tests.records.settings exec "$PYTHON" -m pytest -q -p no:cacheprovider -m bus tests/records/test_bus.py "$@"
