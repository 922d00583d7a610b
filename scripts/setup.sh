#!/usr/bin/env bash
# Sets up everything the application needs, in .venv beside the code, and does nothing when that is done already.
#
#   scripts/setup.sh run     what it takes to open the application
#   scripts/setup.sh test    that, and the tools of the tests
#
# Asks nothing. Says what it does. PYTHON=/path/to/python chooses the Python.
set -euo pipefail
unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly OLDEST_PYTHON="3.11"
readonly UNFINISHED=".venv/unfinished"

say() { printf '%s\n' "$*"; }

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

quietly() { # shows what a command says only when it fails
    log=$(mktemp)
    "$@" >"$log" 2>&1 || { tail -n 20 "$log" >&2 && rm -f "$log" && return 1; }
    rm -f "$log"
}

main() {
    trap 'rm -f "${log:-}"' EXIT
    trap 'stop "" "Stopped before it was finished. The same command takes it up again."' INT TERM
    case "${1:-}" in
        run) scope=run lock_file=requirements.lock ;;
        test) scope=test lock_file=requirements-dev.lock ;;
        *) stop "Use: scripts/setup.sh run|test" ;;
    esac
    if ! is_ready "$scope"; then
        wait_for_turn
        is_ready "$scope" || set_up
    fi
    compile_catalogues
}

set_up() {
    find_python
    provide_system_packages
    make_environment
    install_libraries
    install_command
    fingerprint "$scope" >".venv/ready-$scope"
    rm -f "$UNFINISHED"
    say "Ready."
}

# --- is it done already? -------------------------------------------------------------------------------------

is_ready() { # run is ready also when test is: the tests' libraries contain the application's
    [ -x .venv/bin/python ] && [ -x .venv/bin/outreach-desktop ] && [ ! -e "$UNFINISHED" ] || return 1
    stamp_fits "$1" || { [ "$1" = run ] && stamp_fits test; }
}

stamp_fits() {
    [ -f ".venv/ready-$1" ] && [ "$(cat ".venv/ready-$1")" = "$(fingerprint "$1")" ]
}

fingerprint() { # of all that decides what stands in .venv, and of where .venv is, since it cannot be moved
    local lock=requirements.lock
    [ "$1" = run ] || lock=requirements-dev.lock
    { cat "$lock" scripts/setup.sh scripts/launcher scripts/system_packages.py && cd .venv && pwd -P; } | sha256
}

sha256() {
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi
}

wait_for_turn() { # two set-ups at once would disturb each other; the lock falls when this script ends
    if command -v flock >/dev/null; then
        exec 9<scripts
        flock --nonblock 9 || { say "Another set-up is running here; waiting for it." && flock 9; }
    fi
}

# --- Python --------------------------------------------------------------------------------------------------

find_python() {
    local candidate candidates=(python3 python3.13 python3.12 python3.11)
    [ -z "${PYTHON:-}" ] || candidates=("$PYTHON")
    for candidate in "${candidates[@]}"; do
        if python=$(real_python "$candidate"); then
            return
        fi
    done
    stop "Outreach Desktop needs Python $OLDEST_PYTHON or newer; ${candidates[0]} here: $(version_of "${candidates[0]}")." \
        "On Debian 12 or Ubuntu 24.04 this installs one: sudo apt-get install python3 python3-venv" \
        "One that lies elsewhere can be named: make run PYTHON=/path/to/python3"
}

real_python() { # the interpreter itself, not a link or shim that may come to mean another version
    "$1" -I -c "
import os, sys
if sys.version_info < tuple(map(int, '$OLDEST_PYTHON'.split('.'))):
    sys.exit(1)
print(os.path.realpath(sys._base_executable))" 2>/dev/null
}

version_of() { "$1" --version 2>/dev/null || echo "not found"; }

# --- what the system has to provide --------------------------------------------------------------------------

provide_system_packages() {
    local missing
    missing=$("$python" -I scripts/system_packages.py "$scope")
    [ -n "$missing" ] || return 0
    can_install || stop_for_packages "$missing"
    install_packages "$missing"
    missing=$("$python" -I scripts/system_packages.py "$scope")
    [ -z "$missing" ] || stop_for_packages "$missing"
}

can_install() { command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; }

stop_for_packages() {
    local packages=${1//$'\n'/ }
    stop "Parts of the system are missing: $packages." \
        "On Debian or Ubuntu this installs them: sudo apt-get install --no-install-recommends $packages" \
        "On other systems the packages have similar names. Then give the same command again."
}

install_packages() {
    say "Installing parts of the system: ${1//$'\n'/ }"
    # shellcheck disable=SC2086 # a list of packages
    { quietly apt_get update && quietly apt_get install --no-install-recommends $1; } ||
        stop "The packages could not be installed; the lines above say why. Is this computer connected to the internet?"
}

apt_get() { DEBIAN_FRONTEND=noninteractive apt-get --yes --quiet "$@" </dev/null; }

# --- the environment -----------------------------------------------------------------------------------------

make_environment() {
    if [ -e "$UNFINISHED" ] || ! environment_works; then
        begin_anew
        say "Making an environment for $("$python" --version) in .venv."
        quietly "$python" -m venv .venv || stop "The environment could not be made; the lines above say why."
    fi
    : >"$UNFINISHED"
}

begin_anew() { # the mark comes first: whatever stops us from here on, the next run begins anew too
    if [ -d .venv ]; then
        say "What stands in .venv is not whole; removing it."
        find .venv/ -mindepth 1 -delete
    fi
    mkdir -p .venv
    : >"$UNFINISHED"
}

environment_works() { # also after a move to another folder, which breaks the paths that pip wrote
    [ -x .venv/bin/python ] && real_python .venv/bin/python >/dev/null &&
        [ "$(recorded_place)" = "$(cd .venv && pwd -P)" ] &&
        .venv/bin/python -m pip --version >/dev/null 2>&1
}

recorded_place() { sed -n 's/^command = .* -m venv //p' .venv/pyvenv.cfg; }

install_libraries() {
    local began=$SECONDS
    say "Fetching the libraries that $lock_file names (the first time this can take some minutes)."
    quietly pip_install || stop "The libraries could not be fetched; the lines above say why." \
        "Is this computer connected to the internet? The same command tries again."
    say "Fetched and checked in $((SECONDS - began)) s."
}

pip_install() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --progress-bar off \
        --only-binary :all: --require-hashes --requirement "$lock_file" </dev/null
}

install_command() { # a line with a relative path: it holds in any folder, whatever letters its name has
    local packages
    packages=$(.venv/bin/python -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    printf '%s\n' ../../../.. >"$packages/outreach-desktop.pth"
    install -m 755 scripts/launcher .venv/bin/outreach-desktop
}

# --- languages -----------------------------------------------------------------------------------------------

compile_catalogues() {
    local catalogue
    for catalogue in i18n/*/LC_MESSAGES/outreach.po; do
        if [ "$catalogue" -nt "${catalogue%.po}.mo" ]; then
            .venv/bin/python scripts/catalogues.py compile
            return
        fi
    done
}

main "$@"
