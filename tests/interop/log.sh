#!/usr/bin/env bash
# A log of candor, read by others: the note and tlog packages of the Go checksum database check every entry, tile,
# the checkpoint, an inclusion and a consistency proof; bash, xxd, base64 and sha256sum check the inclusion alone, and
# openssl the signature. All accept it, and each refuses what was tampered with.
# environment: CANDOR and SCRATCH, as tests/run sets them
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "${SCRATCH:?}"

leaf() { printf 'candor-log/v1\nsubmission\n%s\n-\n' "$(printf %s "$1" | sha256sum | cut -c1-64)"; }
append() {
    local leaves=() number
    for ((number = $1; number < $2; number++)); do
        leaf "$number" > "$number.leaf"
        leaves+=(--leaf "$number.leaf")
    done
    "$CANDOR" log append log "${leaves[@]}" > /dev/null
}

# One by one, across the edge of a tile, and at once; a witness sees every state.
"$CANDOR" log init log --origin log.example.org/candor > /dev/null
"$CANDOR" log witness init witness --name witness.example.org/w1 > /dev/null
append 0 1
append 1 250
cp log/public/checkpoint old
for number in 250 251 252 253 254 255 256; do append $number $((number + 1)); done
append 257 600
"$CANDOR" log prove log --from 0 | "$CANDOR" log witness cosign witness --log log/log.vkey - > line
"$CANDOR" log checkpoint log --add line --witness witness/witness.vkey > /dev/null
"$CANDOR" log prove log --from 250 > request
"$CANDOR" log prove log --leaf 255.leaf > proof

# Debian puts the package below /usr/share/gocode; no module is fetched.
export GOPATH=${GOPATH:-/usr/share/gocode} GO111MODULE=off GOFLAGS='' GOCACHE=$PWD/go-cache
go build -o go-check "$here/tlog/check.go"
by_go() { ./go-check log/public log/log.vkey 255.leaf proof old request; }
by_bash() { bash "$here/tlog/inclusion.sh" 255.leaf proof log/log.vkey; }
by_candor() {
    local trust=(--log log/log.vkey --witness witness/witness.vkey)
    "$CANDOR" log verify "${trust[@]}" --leaf 255.leaf --proof proof && "$CANDOR" log verify "${trust[@]}" log
}

by_candor
by_go
by_bash

# Flips the lowest bit of a byte in the middle of FILE, expects refusals, and puts the file back.
refused_by() {
    local file=$1 check byte at
    shift
    cp "$file" sound
    at=$(($(stat -c%s "$file") / 2))
    byte=$(dd if="$file" bs=1 skip=$at count=1 status=none | xxd -p)
    printf '%02x' $((0x$byte ^ 1)) | xxd -r -p | dd of="$file" bs=1 seek=$at conv=notrunc status=none
    for check in "$@"; do
        if $check > said 2>&1; then
            echo "$check accepts a changed $file"
            cat said
            exit 1
        fi
    done
    cp sound "$file"
}
refused_by log/public/checkpoint by_go by_candor
refused_by log/public/tile/0/001 by_go by_candor
refused_by log/public/tile/0/002.p/88 by_go by_candor
refused_by log/public/tile/1/000.p/2 by_go by_candor
refused_by log/public/tile/entries/001 by_go by_candor
refused_by 255.leaf by_go by_bash by_candor
refused_by proof by_go by_bash by_candor
refused_by request by_go
refused_by old by_go
by_candor > /dev/null && by_go && by_bash > /dev/null

# A pack: its signature is logged, witnessed, proven in the pack, and its time is a time of signing from then on.
"$CANDOR" keygen --output auditor.pem > /dev/null
"$CANDOR" review "$here/../cases/acme-agent" --output acme.candor --key auditor.pem --quiet --no-store > /dev/null 2>&1 || test -d acme.candor
"$CANDOR" trust init --auditor auditor.pub.pem --output trust.json > /dev/null
"$CANDOR" trust add --trust trust.json --log log/log.vkey --witness witness/witness.vkey --time-required > /dev/null
! "$CANDOR" verify acme.candor --trust trust.json > said || { echo "accepted without a time"; exit 1; }
! "$CANDOR" log prove log --pack acme.candor > said 2>&1 || { echo "proven without being logged"; exit 1; }
"$CANDOR" log append log --pack acme.candor > /dev/null
"$CANDOR" log prove log --from 600 | "$CANDOR" log witness cosign witness --log log/log.vkey - > line
"$CANDOR" log checkpoint log --add line --witness witness/witness.vkey > /dev/null
"$CANDOR" log prove log --pack acme.candor
"$CANDOR" verify acme.candor --trust trust.json
bash "$here/tlog/inclusion.sh" acme.candor/log/*.leaf acme.candor/log/*.tlog-proof log/log.vkey
refused_by acme.candor/log/*.tlog-proof "$CANDOR verify acme.candor --trust trust.json"

# The same with the submission in the log before its review: demanded, and refused until the witness has seen both leaves.
"$CANDOR" trust add --trust trust.json --log-required submission > /dev/null
demanded() { "$CANDOR" verify logged.candor --trust trust.json; }
! "$CANDOR" verify acme.candor --trust trust.json > said || { echo "accepted without the submission in the log"; exit 1; }
"$CANDOR" review "$here/../cases/acme-agent" --output logged.candor --key auditor.pem --log log --quiet --no-store > /dev/null 2>&1 || test -d logged.candor
! demanded > said || { echo "accepted without a witness"; exit 1; }
known=$("$CANDOR" log witness known witness --log log/log.vkey)
"$CANDOR" log prove log --from "$known" | "$CANDOR" log witness cosign witness --log log/log.vkey - > line
"$CANDOR" log checkpoint log --add line --witness witness/witness.vkey > /dev/null
"$CANDOR" log prove log --pack logged.candor
demanded
bash "$here/tlog/inclusion.sh" logged.candor/log/submission.leaf logged.candor/log/submission.tlog-proof log/log.vkey
for file in logged.candor/log/*; do refused_by "$file" demanded; done
echo "all refuse what was tampered with"
