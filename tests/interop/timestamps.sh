#!/usr/bin/env bash
# RFC 3161 tokens of an authority that openssl plays: attached, verified offline by candor and by openssl, and what
# they are for: a signature that was seen before its key was revoked goes on counting.
# environment: CANDOR, SCRATCH, as tests/run sets them
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "${SCRATCH:?}"

refuses() {
    local code=0
    "$@" > said 2>&1 || code=$?
    if [ "$code" != 1 ]; then
        echo "exit $code, not 1: $*"
        cat said
        exit 1
    fi
}

# authority NAME KEYTYPE: NAME.pem (root) and NAME-tsa.pem under it, with keys.
authority() {
    local new=(-newkey rsa:2048)
    if [ "$2" = p256 ]; then new=(-newkey ec -pkeyopt ec_paramgen_curve:P-256); fi
    openssl req -x509 "${new[@]}" -nodes -keyout "$1.key" -out "$1.pem" -days 3650 -subj "/CN=$1 root" \
        -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' 2> /dev/null
    openssl req "${new[@]}" -nodes -keyout "$1-tsa.key" -out "$1-tsa.csr" -subj "/CN=$1 tsa" 2> /dev/null
    printf 'extendedKeyUsage=%s\nbasicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\n' "${3:-critical,timeStamping}" > ext
    openssl x509 -req -in "$1-tsa.csr" -CA "$1.pem" -CAkey "$1.key" -set_serial 7 -days 3650 -extfile ext -out "$1-tsa.pem" 2> /dev/null
}
cat > ts.cnf << 'CNF'
[tsa]
serial = ./serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
CNF
echo 01 > serial
# stamp NAME FILE REPLY
stamp() {
    openssl ts -query -data "$2" -sha256 -cert -out query.tsq 2> /dev/null
    openssl ts -reply -queryfile query.tsq -config ts.cnf -section tsa -signer "$1-tsa.pem" -inkey "$1-tsa.key" -out "$3" 2> /dev/null
}
authority rsa rsa
authority curve p256
authority stranger rsa

"$CANDOR" keygen --output ada.pem
"$CANDOR" review "$here/../cases/acme-agent" --output acme.candor --key ada.pem --quiet || test -d acme.candor
keyid=$(openssl pkey -pubin -in ada.pub.pem -outform DER | sha256sum | cut -c1-8)
"$CANDOR" trust init --auditor ada.pub.pem --output bare.json
cp bare.json trust.json
"$CANDOR" trust add --trust trust.json --timestamp-authority rsa.pem --owner 'Time House' --time-required
"$CANDOR" trust add --trust trust.json --timestamp-authority curve.pem
refuses "$CANDOR" verify acme.candor --trust trust.json
grep -q 'demands a trusted time' said

for name in rsa curve; do
    stamp "$name" "acme.candor/sig/$keyid.sig" reply.tsr
    "$CANDOR" attach acme.candor --timestamp reply.tsr
    "$CANDOR" verify acme.candor --trust trust.json | grep 'at the latest: a timestamp of'
    openssl ts -verify -data "acme.candor/sig/$keyid.sig" -in "acme.candor/time/$keyid.tsr" -CAfile "$name.pem"
    TSA=$PWD/$name.pem bash "$here/verify_md.sh" acme.candor ada.pub.pem
done
# Without an authority in the trust file the token says nothing, and harms nothing.
"$CANDOR" verify acme.candor --trust bare.json | grep 'does not count: no certificate of the trust file'

# Revoked before the token: gone. After it: the signature was seen while the key was good.
cp trust.json early.json
"$CANDOR" trust revoke --trust early.json "$keyid" --at 2020-01-01T00:00:00Z
refuses "$CANDOR" verify acme.candor --trust early.json
cp trust.json late.json
"$CANDOR" trust revoke --trust late.json "$keyid" --at 2099-01-01T00:00:00Z --reason retired
"$CANDOR" verify acme.candor --trust late.json --at 2099-06-01T00:00:00Z
cp bare.json untimed.json
"$CANDOR" trust revoke --trust untimed.json "$keyid" --at 2099-01-01T00:00:00Z
refuses "$CANDOR" verify acme.candor --trust untimed.json

# A token over something else is not taken in, nor one that was bent in the pack.
stamp rsa acme.candor/report.json other.tsr
if "$CANDOR" attach acme.candor --timestamp other.tsr 2> said; then exit 1; fi
grep -q "for none of this pack's signatures" said
mkdir bent
cp -r acme.candor bent/
cp other.tsr "bent/acme.candor/time/$keyid.tsr"
refuses "$CANDOR" verify bent/acme.candor --trust trust.json
# Signed, but by nobody whom the trust file knows, or with a certificate that is for other things too.
stamp stranger "acme.candor/sig/$keyid.sig" "bent/acme.candor/time/$keyid.tsr"
refuses "$CANDOR" verify bent/acme.candor --trust trust.json
# Every byte of the token that is signed counts; what a byte outside of it can do is nothing.
stamp rsa "acme.candor/sig/$keyid.sig" good.tsr
cp good.tsr "bent/acme.candor/time/$keyid.tsr"
"$CANDOR" verify bent/acme.candor --trust trust.json --json | jq -S .notes > before
for at in $(seq 9 23 "$(($(stat -c%s good.tsr) - 1))"); do
    cp good.tsr bent.tsr
    printf "\\x$(printf %02x $((0x$(xxd -s "$at" -l 1 -p good.tsr) ^ 1)))" | dd of=bent.tsr bs=1 seek="$at" conv=notrunc status=none
    cp bent.tsr "bent/acme.candor/time/$keyid.tsr"
    code=0
    "$CANDOR" verify bent/acme.candor --trust trust.json --json > said 2>&1 || code=$?
    if [ "$code" = 0 ]; then jq -S .notes said | cmp - before; elif [ "$code" != 1 ]; then exit 1; fi
done
echo "timestamps hold"
