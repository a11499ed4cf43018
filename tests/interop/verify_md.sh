#!/usr/bin/env bash
# Runs the commands of a pack's own VERIFY.md, as they stand there, with openssl, jq, base64 and sha256sum.
# usage: verify_md.sh [PACK PUBLIC_KEY [SUBMISSION]]   without arguments, candor reviews tests/cases/acme-agent
# environment: CANDOR and SCRATCH, where there are no arguments, as tests/run sets them
# exit: 0 accepted, 3 a tool is missing, otherwise refused
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

if (($# == 0)); then
  submission=$here/../cases/acme-agent
  "$CANDOR" keygen --output "$SCRATCH/auditor.pem"
  # The exit code is the verdict's; what counts here is that a pack was written.
  "$CANDOR" review "$submission" --output "$SCRATCH/acme.candor" --key "$SCRATCH/auditor.pem" --quiet || test -d "$SCRATCH/acme.candor"
  set -- "$SCRATCH/acme.candor" "$SCRATCH/auditor.pub.pem" "$submission"
fi

for tool in openssl jq base64 sha256sum awk realpath find; do
  if ! command -v "$tool" > /dev/null; then
    echo "missing: $tool (Debian, Ubuntu: apt-get install openssl jq coreutils findutils gawk)" >&2
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
