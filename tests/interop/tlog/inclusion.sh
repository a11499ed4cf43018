# Checks that a leaf is in a log, with bash, xxd, base64, sha256sum and openssl: the way from the leaf's hash up to the
# root (RFC 9162, section 2.1.3.2), then the log's signature over that root.
# usage: bash inclusion.sh LEAF PROOF VKEY
set -euo pipefail
leaf=$1 proof=$2 vkey=$(cat "$3")

hash() { xxd -r -p | sha256sum | cut -c1-64; }
hex() { base64 -d <<< "$1" | xxd -p -c 64; }

mapfile -t lines < "$proof"
test "${lines[0]}" = c2sp.org/tlog-proof@v1
[[ ${lines[1]} =~ ^index\ (0|[1-9][0-9]*)$ ]] && index=${BASH_REMATCH[1]}
at=2 path=()
while [ -n "${lines[at]}" ]; do path+=("$(hex "${lines[at]}")"); at=$((at + 1)); done
origin=${lines[at + 1]} size=${lines[at + 2]} root=$(hex "${lines[at + 3]}")
[[ $size =~ ^[1-9][0-9]*$ ]] && test "$index" -lt "$size" && test -z "${lines[at + 4]}"

# The leaf's own hash, then one hash for each step up; `node` and `last` are places in the present layer.
current=$( (echo 00; xxd -p "$leaf") | hash)
node=$index last=$((size - 1))
for sibling in "${path[@]}"; do
    test "$last" -gt 0
    if ((node & 1)) || ((node == last)); then
        current=$(echo "01$sibling$current" | hash)
        while ! ((node & 1)) && ((node)); do node=$((node >> 1)) last=$((last >> 1)); done
    else
        current=$(echo "01$current$sibling" | hash)
    fi
    node=$((node >> 1)) last=$((last >> 1))
done
test "$last" -eq 0 && test "$current" = "$root" || { echo "the proof does not lead to the root" >&2; exit 1; }
echo "bash: leaf $index of $size leads to the root"

# The log's key is NAME+ID+base64(01 || 32 bytes); the line of its signature is base64(ID || 64 bytes).
command -v openssl > /dev/null || exit 0
name=${vkey%%+*} key=${vkey#*+*+} work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
test "$name" = "$origin"
(echo 302a300506032b6570032100; base64 -d <<< "$key" | tail -c 32 | xxd -p -c 64) | xxd -r -p > "$work/key.der"
printf '%s\n' "$origin" "$size" "${lines[at + 3]}" > "$work/text"
for line in "${lines[@]:at + 5}"; do
    [[ $line == "— $name "* ]] && base64 -d <<< "${line##* }" | tail -c 64 > "$work/sig"
done
openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key.der" -rawin -in "$work/text" -sigfile "$work/sig"
