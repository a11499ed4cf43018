#!/usr/bin/env bash
# Runs the commands of a pack's own VERIFY.md, as they stand there, with openssl, jq, base64, sha256sum and xxd.
# usage: verify_md.sh [PACK PUBLIC_KEY [SUBMISSION]]   without arguments, candor reviews tests/cases/acme-agent into a log;
#        the commands accept the pack and refuse it after one changed byte, wherever that is
# environment: CANDOR and SCRATCH, where there are no arguments, as tests/run sets them; LOG_KEY where a log is to be checked
# exit: 0 accepted, 3 a tool is missing, otherwise refused
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

# Bends one byte of a file of the pack, expects a refusal, and puts the file back.
refused() {
  local file=$1 at=$2 byte
  cp "$file" "$SCRATCH/sound"
  byte=$(dd if="$file" bs=1 skip="$at" count=1 status=none | xxd -p)
  printf '%02x' $((0x$byte ^ 1)) | xxd -r -p | dd of="$file" bs=1 seek="$at" conv=notrunc status=none
  if "$0" "${checked[@]}" > "$SCRATCH/said" 2>&1; then
    echo "byte $at of $file was changed, and the commands did not notice"
    cat "$SCRATCH/said"
    exit 1
  fi
  cp "$SCRATCH/sound" "$file"
}

if (($# == 0)); then
  submission=$here/../cases/acme-agent pack=$SCRATCH/acme.candor log=$SCRATCH/log
  "$CANDOR" keygen --output "$SCRATCH/auditor.pem"
  "$CANDOR" log init "$log" --origin log.example.org/candor
  # Leaves before it, so that the proofs have hashes in them.
  "$CANDOR" log append "$log" $(for number in 1 2 3 4 5; do echo --supersede $(printf "%064d" $number $number | fold -w 64); done)
  # The exit code is the verdict's; what counts here is that a pack was written.
  "$CANDOR" review "$submission" --output "$pack" --key "$SCRATCH/auditor.pem" --log "$log" --quiet --no-store || test -d "$pack"
  checked=("$pack" "$SCRATCH/auditor.pub.pem" "$submission")

  # Once without a log's key, once with it, in both forms, and with that of a witness who saw the log.
  "$0" "${checked[@]}"
  LOG_KEY=$(cat "$log/log.vkey") "$0" "${checked[@]}" > "$SCRATCH/said"
  grep -q '^log log.example.org/candor: the signature is leaf 6 of 7$' "$SCRATCH/said"
  grep -q '^log log.example.org/candor: the submission is leaf 5 of 7, before the signature$' "$SCRATCH/said"
  export LOG_KEY=$log/log.vkey
  "$CANDOR" log witness init "$SCRATCH/witness" --name witness.example.org/w1
  "$CANDOR" log prove "$log" --from 0 | "$CANDOR" log witness cosign "$SCRATCH/witness" --log "$LOG_KEY" - > "$SCRATCH/line"
  "$CANDOR" log checkpoint "$log" --add "$SCRATCH/line" --witness "$SCRATCH/witness/witness.vkey"
  "$CANDOR" log prove "$log" --pack "$pack"
  "$0" "${checked[@]}"

  for file in attestation.dsse.json statement.json report.json report.html MANIFEST.sha256; do
    refused "$pack/$file" $(($(stat -c%s "$pack/$file") / 2))
  done
  # Every field of a leaf, and every line of a proof up to the cosignatures.
  for file in "$pack"/log/*.leaf; do
    for at in 0 15 30 100 200; do [ $at -ge "$(stat -c%s "$file")" ] || refused "$file" $at; done
  done
  for file in "$pack"/log/*.tlog-proof; do
    for line in $(seq $(($(grep -n '^— log' "$file" | cut -d: -f1)))); do
      length=$(sed -n "${line}p" "$file" | wc -c)
      [ "$length" -le 1 ] || refused "$file" $(($(head -n $((line - 1)) "$file" | wc -c) + length / 2))
    done
  done
  # The key of another log of the same name; a submission proven at a place behind the signature; files that are gone.
  "$CANDOR" log init "$SCRATCH/other" --origin log.example.org/candor
  ! LOG_KEY=$SCRATCH/other/log.vkey "$0" "${checked[@]}" > "$SCRATCH/said" 2>&1 || { echo "another log's key is taken"; exit 1; }
  cp -r "$pack/log" "$SCRATCH/proofs"
  "$CANDOR" log append "$log" --leaf "$pack/log/submission.leaf"
  "$CANDOR" log prove "$log" --index 7 > "$pack/log/submission.tlog-proof"
  ! "$0" "${checked[@]}" > "$SCRATCH/said" 2>&1 || { echo "a submission behind its signature is taken"; exit 1; }
  grep -q 'not in the log before the signature' "$SCRATCH/said"
  rm "$pack/log/submission.tlog-proof"
  ! "$0" "${checked[@]}" > "$SCRATCH/said" 2>&1 || { echo "a missing proof is taken"; exit 1; }
  cp "$SCRATCH/proofs"/* "$pack/log/"
  "$0" "${checked[@]}" > /dev/null 2>&1
  echo "the commands refuse what was tampered with"
  exit
fi

for tool in openssl jq base64 sha256sum awk realpath find ${LOG_KEY:+xxd}; do
  if ! command -v "$tool" > /dev/null; then
    echo "missing: $tool (Debian, Ubuntu: apt-get install openssl jq coreutils findutils gawk xxd)" >&2
    exit 3
  fi
done

KEY=$(realpath "$2")
SUBMISSION=${3:+$(realpath "$3")}
export KEY SUBMISSION
cd "$1"
commands=$(awk '/^```sh$/ {on = 1; next} /^```$/ {on = 0} on' VERIFY.md)
test -n "$commands"
# Refusals of the commands must not be taken for our own 3.
bash -euo pipefail -c "$commands" || exit 1
