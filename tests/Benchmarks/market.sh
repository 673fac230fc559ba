# Shared by import and circuits: a market of its own with demonstration data in a temporary folder, on this machine only, stopped at the end.
# shellcheck shell=bash
. "$(dirname "${BASH_SOURCE[0]}")/../../deploy/setup.sh" # root, market, publish
officer="can-bo-bo@demo.example" password="minh-hoa-2026" # as the market prints them at its start
out="$root/.artifacts/load" port=${PORT:-$((20000 + RANDOM % 20000))}
publish
dotnet publish "$root/tests/Benchmarks/Meter" -c Release -o "$out/meter" -m:2 -v quiet --nologo >&2
meter() { dotnet "$out/meter/OcopMarket.Benchmarks.Meter.dll" "$@"; }

work=$(mktemp -d "${TMPDIR:-/tmp}/ocop-desk-XXXXXX")
chmod 711 "$work" # the database's user must be able to pass
server=
stop_market() {
  if [ -n "$server" ] && kill -TERM "$server" 2> /dev/null; then wait "$server" || true; fi
  server=
}
finish() {
  stop_market
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# usage: start_market [SETTING=VALUE …]
start_market() {
  env "$@" ASPNETCORE_URLS="http://127.0.0.1:$port" DOTNET_ENVIRONMENT=Demo Market__RateLimits__SignIn=0 Market__DataDirectory="$work/data" dotnet "$market" > "$work/market.log" 2>&1 &
  server=$!
  for _ in $(seq 600); do
    curl -fs -o /dev/null --max-time 10 "http://127.0.0.1:$port/health/ready" && return
    kill -0 "$server" 2> /dev/null || break
    sleep 0.5
  done
  tail -20 "$work/market.log" >&2
  exit 1
}
