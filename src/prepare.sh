# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by src/run and tests/run: says, installs, builds. Sets $top.
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1
export PATH=/usr/lib/ccache:$PATH

say() { printf '==> %s\n' "$*" >&2; }
fail() { printf 'countersign: %s\n' "$*" >&2; exit 1; }

# need_packages FILE...: installs what is missing of the packages named there, a line each.
need_packages() {
  local wanted missing=() root=() p
  wanted=$(grep -hv '^#' "$@") || return 0
  command -v dpkg-query >/dev/null || { say "not a Debian system: taking it that the packages of $* are there"; return 0; }
  for p in $wanted; do
    dpkg-query -W -f='${db:Status-Status}\n' "$p" 2>/dev/null | grep -qx installed || missing+=("$p")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  say "installing ${#missing[@]} Debian packages: ${missing[*]}"
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "these packages are missing, and without sudo only root can install them: ${missing[*]}"
    root=(sudo)
  fi
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update >&2 || say "the package lists could not be renewed; trying with the old ones"
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >/tmp/countersign-apt.$$ 2>&1 ||
    { cat /tmp/countersign-apt.$$ >&2; rm -f /tmp/countersign-apt.$$; fail "the packages could not be installed (see above)"; }
  rm -f /tmp/countersign-apt.$$
}

# build FOLDER [MESON OPTION...]: configures once, then builds; quiet unless it fails.
build() {
  local folder=$1 log=$1.log
  shift
  mkdir -p "$(dirname "$folder")"
  if [ ! -f "$folder/build.ninja" ]; then
    say "configuring $folder"
    meson setup "$folder" "$top" "$@" >"$log" 2>&1 || { cat "$log" >&2; fail "the build could not be configured"; }
  fi
  say "building $folder"
  ninja -C "$folder" >"$log" 2>&1 || { grep -vE '^\[[0-9]+/[0-9]+\]' "$log" | tail -n 60 >&2; fail "the build failed; all of its output is in $log"; }
}
