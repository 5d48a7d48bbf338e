#!/usr/bin/env bash
# Play the two commands of the README on bare machines: scripts/machine_nue.sh, as root, on a Debian with debootstrap.
#
# For each suite and each account, a minimal Debian is made, the README's own line is run, the last commit is cloned,
# `make demo` is waited for and stopped by Ctrl-C, then `make test` is run. An ordinary user first has to read what is
# missing, whole, before anything is built. Writes a line of figures each; exits 1 when one of them is not as expected.
#
#   SUITES="bookworm trixie"  COMPTES="root visiteur"  TESTS="tests/metrics"  PORT=8765  DOSSIER=/var/tmp/machine_nue
#   MIROIR=URL      where packages come from; by default, where this machine's apt takes its own
#   COPIER="FILE…"  what the bare machine needs of this one to reach its registries: pip.conf, certificates, apt.conf
#   GARDER=1        leave the machines in DOSSIER
# Proxies, certificates and PIP_* of the environment are passed on.
set -euo pipefail

SUITES=${SUITES:-bookworm trixie}
COMPTES=${COMPTES:-root visiteur}
TESTS=${TESTS:-}
PORT=${PORT:-8765}
DOSSIER=${DOSSIER:-/var/tmp/machine_nue}
COPIER=${COPIER:-}
DEPOT=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
MIROIR=${MIROIR:-$(apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' 'Created-By: Packages' |
  sed -n 's/^Debian|Debian|//p' | head -n 1)}
PREALABLES=$(sed -n 's/^    \(apt-get update && apt-get install .*\)/\1/p' "$DEPOT/README.md" | head -n 1)
ENVIRONNEMENT=$(env | grep -E '^(PIP_[A-Z_]*|SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|(https?|no)_proxy|(HTTPS?|NO)_PROXY)=' || true)
racine=
echec=0

unmount() {
  [ -n "$racine" ] || return 0
  for point in dev/pts dev/shm dev proc; do
    ! mountpoint -q "$racine/$point" || umount "$racine/$point" || umount --lazy "$racine/$point"
  done
}
trap unmount EXIT

# enter ACCOUNT COMMAND: run a command in the bare machine, in the clone when there is one.
enter() {
  local compte=$1 maison=/root
  [ "$compte" = root ] || maison=/home/$compte
  local -a variables=()
  local variable
  while IFS= read -r variable; do # a path that was not copied means nothing there
    case ${variable#*=} in /*) [ -e "$racine${variable#*=}" ] || continue ;; esac
    [ -z "$variable" ] || variables+=("$variable")
  done <<<"$ENVIRONNEMENT"
  chroot --userspec="$compte:$compte" "$racine" env -i HOME="$maison" USER="$compte" TERM=dumb \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin STREAMLIT_SERVER_PORT="$PORT" \
    ${variables[@]:+"${variables[@]}"} \
    sh -c 'cd; [ ! -d depot ] || cd depot; eval "$1"' sh "$2"
}

build() { # build SUITE: the minimal system, kept for the next account
  local modele=$DOSSIER/$1.modele
  if [ ! -d "$modele" ]; then
    debootstrap --variant=minbase "$1" "$modele.partiel" "$MIROIR" >"$DOSSIER/$1.debootstrap.log" 2>&1
    mv "$modele.partiel" "$modele"
  fi
  rm -rf --one-file-system "$racine"
  cp -a "$modele" "$racine"
  for point in proc dev dev/pts dev/shm; do mount --bind "/$point" "$racine/$point"; done
  printf '#!/bin/sh\nexit 101\n' >"$racine/usr/sbin/policy-rc.d" # no service is started: the network is this machine's
  chmod +x "$racine/usr/sbin/policy-rc.d"
  cp --dereference /etc/resolv.conf /etc/hosts "$racine/etc/"
  for fichier in $COPIER; do
    mkdir -p "$racine$(dirname "$fichier")"
    cp -a --dereference "$fichier" "$racine$(dirname "$fichier")/"
  done
}

expect() { # expect WHAT COMMAND...: say what is not as it should be
  local quoi=$1
  shift
  "$@" || { echo "  NOT AS EXPECTED: $quoi" && echec=1; }
}

answer() {
  python3 -c 'import sys, urllib.request; urllib.request.urlopen(f"http://localhost:{sys.argv[1]}/_stcore/health", timeout=2)' \
    "$PORT" 2>/dev/null
}

serve() { # serve ACCOUNT LOG: make demo on a terminal, until it answers, then Ctrl-C
  local debut=$SECONDS clavier=$DOSSIER/clavier code=0 service
  rm -f "$clavier"
  mkfifo "$clavier"
  enter "$1" 'script --quiet --return --flush --command "make demo" /dev/null' <"$clavier" >"$2" 2>&1 &
  service=$!
  exec 9>"$clavier"
  until answer; do
    kill -0 "$service" 2>/dev/null || break
    sleep 1
  done
  figures+=", make demo answers after $((SECONDS - debut)) s"
  (printf '\003' >&9) 2>/dev/null || true # the server may have ended by itself
  wait "$service" || code=$?
  exec 9>&-
  figures+=", Ctrl-C exits $code"
  expect "Ctrl-C on make demo exits 0 (log: $2)" test "$code" = 0
  expect "make demo shows no failure (log: $2)" test -z "$(grep -E '\*\*\*|Traceback' "$2")"
}

play() { # play SUITE ACCOUNT
  local compte=$2 journal=$DOSSIER/$1-$2 debut=$SECONDS taille
  figures="$1 $2"
  racine=$DOSSIER/$1-$2.racine
  build "$1"
  enter root "$PREALABLES" >"$journal.prealables.log" 2>&1
  figures+=": $(enter root 'python3 --version'), bare machine in $((SECONDS - debut)) s"
  [ "$compte" = root ] || enter root "useradd --create-home $compte"
  git -C "$DEPOT" bundle create --quiet "$racine/var/tmp/depot.bundle" HEAD
  enter "$compte" 'git clone --quiet /var/tmp/depot.bundle depot' >"$journal.clone.log" 2>&1
  taille=$(du -sm --one-file-system "$racine/usr" | cut -f 1)
  if [ "$compte" != root ]; then
    expect "make test stops" test "$(enter "$compte" 'make test' >"$journal.manque.log" 2>&1 && echo passed)" = ""
    expect "nothing is built before the message" test ! -e "$racine/home/$compte/depot/.venv"
    debut=$SECONDS
    enter root "$(sed -n 's/^ *\(sudo apt-get update .*\)/\1/p' "$journal.manque.log" | sed 's/sudo //g')" >"$journal.paquets.log" 2>&1
    figures+=", its packages in $((SECONDS - debut)) s"
  fi
  serve "$compte" "$journal.demo.log"
  debut=$SECONDS
  expect "make test passes (log: $journal.test.log)" enter "$compte" "make test TESTS='$TESTS'" >"$journal.test.log" 2>&1
  figures+=", make test in $((SECONDS - debut)) s: $(grep -E '[0-9]+ (passed|failed|error)' "$journal.test.log" | tail -n 1 | tr -d =)"
  figures+=", packages $(($(du -sm --one-file-system "$racine/usr" | cut -f 1) - taille)) MB"
  figures+=", environment $(enter "$compte" 'du -sm .venv' | cut -f 1) MB"
  expect "the clone is as it was" test -z "$(enter "$compte" 'git status --short')"
  expect "everything belongs to $compte" test -z "$(enter root "find ~$compte/depot ! -user $compte | head -n 3")"
  echo "$figures"
  unmount
  [ -n "${GARDER:-}" ] || rm -rf --one-file-system "$racine"
}

main() {
  [ "$(id -u)" = 0 ] && command -v debootstrap >/dev/null || { echo "Needs root, and debootstrap." >&2 && exit 2; }
  [ -n "$MIROIR" ] || { echo "No Debian mirror in this machine's apt: MIROIR=URL." >&2 && exit 2; }
  mkdir -p "$DOSSIER"
  for suite in $SUITES; do
    for compte in $COMPTES; do play "$suite" "$compte"; done
  done
  exit "$echec"
}

main # at the end, in one piece: the file may be edited while it runs
