#!/usr/bin/env bash
# Signatures made and read by other people's tools: openssl signs what --emit-pae gives (P-256), ssh-agent signs, a
# vendor answers, a second reviewer repeats the review; ssh-keygen and @sigstore/verify read what is exported. Each
# accepts the good pack and refuses a tampered one.
# environment: CANDOR, PYTHON, SCRATCH, NODE_PATH, as tests/run sets them
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "${SCRATCH:?}"
submission=$here/../cases/acme-agent

refuses() {
    local code=0
    "$@" > said 2>&1 || code=$?
    if [ "$code" != 1 ]; then
        echo "exit $code, not 1: $*"
        cat said
        exit 1
    fi
}

# An encrypted key; the passphrase comes from a file.
echo 'correct horse' > pass
"$CANDOR" keygen --output ada.pem --passphrase-file pass
grep -q 'BEGIN ENCRYPTED PRIVATE KEY' ada.pem
openssl pkey -in ada.pem -passin file:pass -noout
"$CANDOR" review "$submission" --output acme.candor --key ada.pem --passphrase-file pass --quiet || test -d acme.candor
"$CANDOR" trust init --auditor ada.pub.pem --organisation 'Audit House' --output trust.json
"$CANDOR" verify acme.candor --trust trust.json

# A second signature, by openssl with a P-256 key: what an HSM would do.
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out hsm.pem
openssl pkey -in hsm.pem -pubout -out hsm.pub.pem
"$CANDOR" sign acme.candor --emit-pae pae.bin
openssl pkeyutl -sign -inkey hsm.pem -rawin -in pae.bin -out hsm.sig
"$CANDOR" trust add --trust trust.json --key hsm.pub.pem --organisation 'Second House'
"$CANDOR" trust add --trust trust.json --threshold 2 --distinct organisation
refuses "$CANDOR" verify acme.candor --trust trust.json
"$CANDOR" attach acme.candor --sig hsm.sig --public hsm.pub.pem
"$CANDOR" verify acme.candor --trust trust.json
# Another signature than over these bytes is not taken in.
openssl pkeyutl -sign -inkey hsm.pem -rawin -in acme.candor/statement.json -out wrong.sig
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out other.pem
openssl pkey -in other.pem -pubout -out other.pub.pem
if "$CANDOR" attach acme.candor --sig wrong.sig --public other.pub.pem 2> said; then exit 1; fi
grep -q 'is not one by key' said
for key in ada.pub.pem hsm.pub.pem; do bash "$here/verify_md.sh" acme.candor "$key" "$submission"; done
for key in ada.pub.pem hsm.pub.pem; do "${PYTHON:-python3}" "$here/in_toto.py" acme.candor "$key"; done
if "${PYTHON:-python3}" "$here/in_toto.py" acme.candor other.pub.pem 2> said; then exit 1; fi
echo "openssl and securesystemslib take P-256 and Ed25519"

# ssh-keygen reads what candor writes; ssh-agent signs what candor asks for.
"$CANDOR" sign acme.candor --key ada.pem --passphrase-file pass --ssh ada@example.org
keyid=$(openssl pkey -pubin -in ada.pub.pem -outform DER | sha256sum | cut -c1-8)
by_ssh() { ssh-keygen -Y verify -f acme.candor/ssh/allowed_signers -I ada@example.org -n candor-review@v1 -s "acme.candor/ssh/$keyid.sig" < "$1"; }
by_ssh acme.candor/statement.json
sed 's/FINDINGS/PASSED/' acme.candor/statement.json > forged.json
if by_ssh forged.json 2> /dev/null; then echo "ssh-keygen accepts a forged statement"; exit 1; fi
ssh-keygen -q -t ed25519 -N '' -f agent_key -C cy@example.org
eval "$(ssh-agent -s)" > /dev/null
trap 'kill "$SSH_AGENT_PID"' EXIT
if "$CANDOR" sign acme.candor --agent agent_key.pub 2> said; then exit 1; fi
grep -q 'does not sign with this key' said
ssh-add -q agent_key
"$CANDOR" sign acme.candor --agent agent_key.pub --ssh cy@example.org
for line in $(cut -d' ' -f2 agent_key.pub); do grep -qF "$line" acme.candor/ssh/allowed_signers; done
"$CANDOR" verify acme.candor --trust trust.json
test "$(jq '.signatures | length' acme.candor/attestation.dsse.json)" = 3
echo "ssh-keygen and ssh-agent agree"

# Sigstore's own verifier.
"$CANDOR" export acme.candor --sigstore bundle.json --by ada.pub.pem
node "$here/sigstore.js" bundle.json ada.pub.pem
jq -c '.dsseEnvelope.payload |= (@base64d | sub("FINDINGS"; "PASSED") | @base64)' bundle.json > forged-bundle.json
refuses node "$here/sigstore.js" forged-bundle.json ada.pub.pem
refuses node "$here/sigstore.js" bundle.json hsm.pub.pem

# The vendor answers; the finding stays.
"$CANDOR" keygen --output vendor.pem
"$CANDOR" trust add --trust trust.json --key vendor.pub.pem --role vendor --organisation Acme
"$CANDOR" respond acme.candor --template response.json
jq '.responses |= [.[0] | .position = "disputed" | .status = "not_affected" | .justification = "inline_mitigations_already_exist"]' \
    response.json > filled.json
"$CANDOR" respond acme.candor --sign filled.json --key vendor.pem --output response.intoto.jsonl
before=$(sha256sum acme.candor/report.json acme.candor/statement.json)
"$CANDOR" attach acme.candor --statement response.intoto.jsonl
test "$before" = "$(sha256sum acme.candor/report.json acme.candor/statement.json)"
"$CANDOR" verify acme.candor --trust trust.json | tee said
grep -q 'disputed by vendor (Acme): not_affected, inline_mitigations_already_exist (the finding stands)' said
"$CANDOR" verify acme.candor --trust trust.json --json | jq -e '.responses[0].finding == "F001"'
"$CANDOR" verify acme.candor --trust trust.json --page acme.html > /dev/null
grep -q 'not_affected' acme.html

# A second reviewer gets the same bytes: another path, user's home, locale, time zone, umask, threads and clock.
mkdir -p elsewhere/home
(cd "$submission" && tar -cf - --sort=name .) | tar -xf - -C elsewhere
mv elsewhere/home home
rmdir home
again() {
    (cd elsewhere && umask 077 && env HOME="$SCRATCH/nobody" TZ=Pacific/Chatham LC_ALL=C "$@")
}
faketime=()
if command -v faketime > /dev/null; then faketime=(faketime '2031-05-05 05:05:05'); fi
again "${faketime[@]}" "$CANDOR" rerun "$SCRATCH/acme.candor" . --key "$SCRATCH/vendor.pem" --jobs 1 --no-store --quiet \
    --output "$SCRATCH/rerun.intoto.jsonl"
again "$CANDOR" rerun "$SCRATCH/acme.candor" . --key "$SCRATCH/ada.pem" --passphrase-file "$SCRATCH/pass" --jobs 8 --no-store --quiet
"$CANDOR" verify acme.candor --trust trust.json | grep 'repeated by ada (Audit House) with the same report'
# One changed byte is named as the cause.
file=$(cd elsewhere && find . -name '*.py' | sort | head -1)
printf '#' >> "elsewhere/$file"
refuses "$CANDOR" rerun acme.candor elsewhere --key ada.pem --passphrase-file pass --no-store --quiet --output changed.jsonl
grep -q "^differs    submission: other bytes of ${file#./}$" said
echo "reruns agree, and a changed byte is named"

# A revoked key does not count any more.
"$CANDOR" trust revoke --trust trust.json "$keyid" --reason 'laptop stolen'
refuses "$CANDOR" verify acme.candor --trust trust.json
grep -q 'laptop stolen' said
