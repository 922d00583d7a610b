#!/usr/bin/env bash
# Renews requirements.lock and requirements-dev.lock from pyproject.toml: exact versions, hashes, all systems.
# Keeps what is locked already where it can; UPGRADE=1 takes the newest of everything.
set -euo pipefail
unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")/.."

uv=$(command -v uv || echo .venv/bin/uv)
if [ ! -x "$uv" ]; then
    echo "Renewing the locks needs uv, which is not among them: .venv/bin/python -m pip install uv" >&2
    exit 1
fi

compile() {
    "$uv" pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-annotate --no-header \
        ${UPGRADE:+--upgrade} "$@" pyproject.toml
}

compile --output-file requirements.lock
compile --constraint requirements.lock --group dev --output-file requirements-dev.lock
