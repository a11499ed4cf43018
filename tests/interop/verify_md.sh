#!/usr/bin/env bash
# Runs the commands of a pack's own VERIFY.md, as they stand there, with openssl, jq, base64 and sha256sum.
# usage: verify_md.sh PACK PUBLIC_KEY [SUBMISSION]
# exit: 0 accepted, 3 a tool is missing, otherwise refused
set -euo pipefail

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
