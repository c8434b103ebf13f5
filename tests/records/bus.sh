#!/usr/bin/env bash
# A site and a register with a real Redis between them, then Kafka's protocol; the tests start, kill and empty what they need themselves.
set -euo pipefail
cd "$(dirname "$0")/../.."
PYTHON=${PYTHON:-.venv/bin/python}
if ! command -v redis-server >/dev/null; then
    echo "Installing: redis-server"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends redis-server >/dev/null
fi
"$PYTHON" -c "import edx_event_bus_kafka, confluent_kafka.schema_registry.avro" 2>/dev/null || "$PYTHON" -m pip install -q -e ".[kafka]"
# A process keeps the producer that it loaded first: hence two.
for bus in bus kafka; do
    DJANGO_SETTINGS_MODULE=tests.records.settings "$PYTHON" -m pytest -q -p no:cacheprovider -m bus "tests/records/test_$bus.py" "$@"
done
