#!/usr/bin/env bash
# Signs of hiding in code that has nothing to hide: how many indicators each class has for 100,000 lines. Whole reviews with
# the real program, without a store.
#
# usage: benches/signs.sh DIRECTORY [CLASS...]      each folder of DIRECTORY is one submission
#                                                   (benches/corpus.sh DIRECTORY benign fetches some)
#                                                   the indicators of each CLASS are listed
set -euo pipefail
if [ $# -lt 1 ]; then
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
corpus=$(cd "$1" && pwd)
shift
cd "$(dirname "$0")/.."
cargo build --release --quiet
candor=${CARGO_TARGET_DIR:-target}/release/candor
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export XDG_DATA_HOME=$scratch/data

for folder in "$corpus"/*/; do
    # Findings, or files that could not be examined, are no failure here; a missing report is.
    "$candor" review "$folder" --no-store --quiet --output "$scratch/out.candor" >/dev/null || true
    mv "$scratch/out.candor/report.json" "$scratch/$(basename "$folder").json"
    rm -rf "$scratch/out.candor"
done

exec python3 - "$scratch" "$@" <<'PYTHON'
import collections, glob, json, os, sys

scratch, *wanted = sys.argv[1:]
lines, counts, listed = 0, collections.Counter(), []
for path in sorted(glob.glob(scratch + "/*.json")):
    with open(path) as stream:
        report = json.load(stream)
    lines += report["coverage"]["totals"]["lines"]
    for sign in report["indicators"]:
        counts[sign["class"]] += 1
        if sign["class"] in wanted:
            listed.append("{class} {path}:{line} {detail}; {count} in all".format(**sign))
total = sum(counts.values())
print(f"{lines} lines, {total} indicators, {total * 1e5 / max(lines, 1):.2f} for 100,000 lines")
for name, count in counts.most_common():
    print(f"  {name:24} {count:6} {count * 1e5 / max(lines, 1):8.3f}")
print("\n".join(listed), end="\n" if listed else "")
PYTHON
