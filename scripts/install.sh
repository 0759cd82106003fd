#!/bin/sh
# Installs giaoviec into .venv beside this folder: Debian packages, virtual environment, Python packages.
# Usage: install.sh [dev]; "dev" adds what tests and checks need. Does nothing where all is there already.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
extra=${1:-}
mark=$here/.venv/.installed${extra:+-$extra}
wanted=$(cat "$here/pyproject.toml" "$here/constraints.txt" | sha256sum)

if [ -x "$here/.venv/bin/python" ]; then
    python=$here/.venv/bin/python
else
    python=$("$here/scripts/python.sh")
fi
"$here/scripts/debian_packages.sh" "$python"
if [ -e "$mark" ] && [ "$(cat "$mark")" = "$wanted" ]; then
    exit 0
fi
[ -x "$here/.venv/bin/python" ] || "$python" -m venv "$here/.venv"
echo "Installing giaoviec and what it needs into $here/.venv ..."
"$here/.venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    -c "$here/constraints.txt" --editable "$here${extra:+[$extra]}"
echo "$wanted" >"$mark"
