# Shared by run, test and market; not meant to be started itself.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1

# Sets up what the machine lacks: installs it as root, names it for others.
# usage: need PACKAGE … where each PACKAGE's presence is known by have()
need() {
  local missing=() package
  for package in "$@"; do have "$package" || missing+=("$package"); done
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
    echo "Please install first: ${missing[*]}   (Debian: sudo apt-get install --no-install-recommends ${missing[*]})" >&2
    exit 1
  fi
  echo "Installing ${missing[*]} …" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q > /dev/null
  # Debian makes and starts a cluster of its own for every PostgreSQL it installs; the market has one itself.
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
  fi
  apt-get install -y -q --no-install-recommends "${missing[@]}" > /dev/null
}

have() {
  case $1 in
    postgresql-*) compgen -G "/usr/lib/postgresql/*/bin/postgres" > /dev/null || command -v initdb > /dev/null || [ -n "${OCOP_PG_BIN:-}" ] ;;
    nodejs) command -v node > /dev/null ;;
    npm) command -v npm > /dev/null ;;
    chromium) command -v chromium > /dev/null ;;
    libicu*) ldconfig -p | grep -q libicuuc ;;
    libvips-tools) command -v vips > /dev/null && command -v vipsthumbnail > /dev/null ;;
    poppler-utils) command -v pdftotext > /dev/null ;;
    tzdata) [ -e /usr/share/zoneinfo/Asia/Ho_Chi_Minh ] ;;
    *) dpkg -s "$1" > /dev/null 2>&1 ;;
  esac
}

need_basics() {
  if ! command -v dotnet > /dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
    echo "Please install the .NET 10 SDK first: https://dotnet.microsoft.com/download" >&2
    exit 1
  fi
  need postgresql-15 libicu72 tzdata libvips-tools "$@"
}

# Publishes a Release build into .artifacts/market, when a source is newer than the last one.
publish() {
  local out="$root/.artifacts/market" stamp="$root/.artifacts/market.stamp"
  if [ -e "$stamp" ] && [ -z "$(find "$root/src" "$root/Directory.Build.props" "$root/Directory.Packages.props" -newer "$stamp" -type f \
      -not -path '*/obj/*' -not -path '*/bin/*' -not -path '*/node_modules/*' -not -path '*/wwwroot/lib/*' -not -path '*/wwwroot/_framework/*' -print -quit)" ]; then
    return
  fi
  need nodejs npm
  echo "Building …" >&2
  mkdir -p "$root/.artifacts"
  touch "$stamp.new"
  # Compiled ahead of time where that compiler is to be had: a start takes a third less, and so do the first pages after it.
  local plain=(dotnet publish "$root/src/Web" -c Release -o "$out" -m:2 -v quiet --nologo) ahead=(-r linux-x64 --self-contained false -p:PublishReadyToRun=true -p:NuGetLockFilePath=obj/ahead.lock.json)
  if [ "$(uname -sm)" != "Linux x86_64" ] || ! "${plain[@]}" "${ahead[@]}" >&2; then
    "${plain[@]}" >&2
  fi
  mv "$stamp.new" "$stamp"
}

market="$root/.artifacts/market/OcopMarket.Web.dll"
