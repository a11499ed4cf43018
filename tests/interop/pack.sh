#!/usr/bin/env bash
# A pack as a user makes it, read by everyone else: candor itself, the commands of its own VERIFY.md, and
# other people's in-toto and DSSE libraries. Each accepts it, and refuses it after one changed byte.
# usage: pack.sh [PACK PUBLIC_KEY SUBMISSION]   without arguments, candor reviews tests/cases/acme-agent
# environment: CANDOR, PYTHON, SCRATCH, as tests/run sets them
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(realpath "${SCRATCH:?}")
pack=$scratch/acme.candor

if (($#)); then
    cp -r "$1" "$pack"
    cp "$2" "$scratch/auditor.pub.pem"
    submission=$3
else
    submission=$here/../cases/acme-agent
    "$CANDOR" keygen --output "$scratch/auditor.pem"
    # The exit code is the verdict's; what counts here is that a pack was written.
    "$CANDOR" review "$submission" --output "$pack" --key "$scratch/auditor.pem" --quiet || test -d "$pack"
fi
"$CANDOR" trust init --auditor "$scratch/auditor.pub.pem" --output "$scratch/trust.json"

by_candor() { "$CANDOR" verify "$pack" --trust "$scratch/trust.json"; }
by_guide() { bash "$here/verify_md.sh" "$pack" "$scratch/auditor.pub.pem" "$submission"; }
by_libraries() { "${PYTHON:-python3}" "$here/in_toto.py" "$pack" "$scratch/auditor.pub.pem"; }

by_candor
by_guide
by_libraries

# One byte of the base64 of the payload.
printf 'A' | dd of="$pack/attestation.dsse.json" bs=1 seek=40 conv=notrunc status=none
for check in by_candor by_guide by_libraries; do
    if $check > "$scratch/said" 2>&1; then
        echo "$check accepts a changed envelope"
        exit 1
    fi
done
echo "all refuse a changed envelope"
