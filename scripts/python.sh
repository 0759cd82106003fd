#!/bin/sh
# Prints the first Python on this machine that giaoviec runs on (3.11 to 3.13); exits with 3 where there is none.
for python in "${PYTHON:-python3}" python3.12 python3.13 python3.11; do
    if "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
        command -v "$python"
        exit 0
    fi
done
echo "giaoviec needs Python 3.11, 3.12 or 3.13; install one of them, or name it: make install PYTHON=/path/to/python" >&2
exit 3
