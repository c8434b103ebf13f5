#!/bin/sh
# Runs the records' tests on PostgreSQL and MariaDB: Debian's packages, own ports, own data in a temporary folder, gone afterwards.
set -eu
cd "$(dirname "$0")/../.."
PYTHON=${PYTHON:-.venv/bin/python}
PG_PORT=${PG_PORT:-54391} MARIA_PORT=${MARIA_PORT:-33091}
WANTED=${*:-postgresql mysql}

missing() { ! command -v "$1" >/dev/null && [ -z "$(ls /usr/lib/postgresql/*/bin/"$1" 2>/dev/null)" ]; }
packages=""
if missing initdb; then packages="$packages postgresql"; fi
if missing mariadbd; then packages="$packages mariadb-server"; fi
"$PYTHON" -c "import MySQLdb" 2>/dev/null || packages="$packages libmariadb-dev pkg-config gcc"
if [ -n "$packages" ]; then
  echo "Installing:$packages"
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
fi
"$PYTHON" -c "import MySQLdb, psycopg" 2>/dev/null || "$PYTHON" -m pip install -q "psycopg[binary]>=3.2" "mysqlclient>=2.2.1"

DATA=$(mktemp -d) && chmod 755 "$DATA"
PG_BIN=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | tail -1)")
MARIA_PID=""
# Neither server runs as root.
as_user() { user=$1; shift; if [ "$(id -u)" = 0 ]; then runuser -u "$user" -- "$@"; else "$@"; fi; }
stop() {
  [ -d "$DATA/postgresql" ] && as_user postgres "$PG_BIN/pg_ctl" -D "$DATA/postgresql" -m immediate stop >/dev/null 2>&1 || true
  if [ -n "$MARIA_PID" ]; then
    mariadb-admin --no-defaults --socket="$DATA/mariadb/socket" -u root shutdown 2>/dev/null || true
    wait "$MARIA_PID" 2>/dev/null || true
  fi
  rm -rf "$DATA"
}
trap stop EXIT
trap 'exit 1' INT TERM

run_on() {
  echo "== $1"
  DJANGO_SETTINGS_MODULE=tests.records.settings PEKT_TEST_DATABASE="$1:pekt:pekt:127.0.0.1:$2" "$PYTHON" -m pytest -q -n logical -p no:cacheprovider -m 'not lrs and not bus' tests/records ${TESTS:-}
}

start_postgresql() {
  mkdir "$DATA/postgresql" && { [ "$(id -u)" != 0 ] || chown postgres "$DATA/postgresql"; }
  as_user postgres "$PG_BIN/initdb" -D "$DATA/postgresql" -U pekt -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  as_user postgres "$PG_BIN/pg_ctl" -D "$DATA/postgresql" -w -l "$DATA/postgresql/log" \
    -o "-p $PG_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off" start >/dev/null
}

start_mariadb() {
  mkdir "$DATA/mariadb" && { [ "$(id -u)" != 0 ] || chown mysql "$DATA/mariadb"; }
  as_user mysql mariadb-install-db --no-defaults --datadir="$DATA/mariadb" --auth-root-authentication-method=normal >/dev/null 2>&1
  printf "%s\n" "CREATE USER 'pekt'@'127.0.0.1';" "GRANT ALL ON *.* TO 'pekt'@'127.0.0.1';" > "$DATA/users.sql"
  as_user mysql mariadbd --no-defaults --datadir="$DATA/mariadb" --port="$MARIA_PORT" --bind-address=127.0.0.1 \
    --socket="$DATA/mariadb/socket" --skip-name-resolve --character-set-server=utf8mb4 --init-file="$DATA/users.sql" \
    --innodb-flush-log-at-trx-commit=0 >"$DATA/mariadb.log" 2>&1 &
  MARIA_PID=$!
  for _ in $(seq 60); do
    mariadb-admin --no-defaults --socket="$DATA/mariadb/socket" -u root ping >/dev/null 2>&1 && return
    sleep 0.5
  done
  cat "$DATA/mariadb.log"; exit 1
}

for wanted in $WANTED; do
  case $wanted in
    postgresql) start_postgresql; run_on postgresql "$PG_PORT" ;;
    mysql) start_mariadb; run_on mysql "$MARIA_PORT" ;;
    *) echo "postgresql or mysql, not $wanted" >&2; exit 2 ;;
  esac
done
