#!/bin/sh
# Installs the Debian packages that giaoviec calls, or says how to. Does nothing where all of them are there.
# Usage: debian_packages.sh PYTHON. Exits with 3 where packages are missing and cannot be installed from here.
set -eu
python=$1
missing=""

need() { missing="$missing $1"; }

tesseract --version >/dev/null 2>&1 || need tesseract-ocr
tesseract --list-langs 2>/dev/null | grep -qx vie || need tesseract-ocr-vie
command -v antiword >/dev/null || need antiword
command -v catdoc >/dev/null || need catdoc
"$python" -c 'import ensurepip, venv' 2>/dev/null || need python3-venv

[ -n "$missing" ] || exit 0
install="apt-get install -y -q --no-install-recommends$missing"

if ! command -v apt-get >/dev/null; then
    echo "giaoviec needs these programs; install them with your system's package manager:$missing" >&2
    exit 3
elif [ "$(id -u)" -eq 0 ]; then
    sudo=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo="sudo -n"
else
    echo "giaoviec needs some Debian packages, and only an administrator can install them. Run this line, then try again:" >&2
    echo "  sudo apt-get update && sudo $install" >&2
    exit 3
fi
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
$sudo $install
