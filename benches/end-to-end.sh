#!/usr/bin/env bash
# Whole reviews with the real program, against bare tree-sitter parsing of the same files on as many threads:
# CPU and wall seconds, peak memory of the larger process, cold (no store), warm (every file in the store, but not the
# report) and again (the store has the report).
#
# usage: benches/end-to-end.sh DIRECTORY [JOBS]     each folder of DIRECTORY is one submission
#                                                   (benches/corpus.sh DIRECTORY fetches some)
set -euo pipefail
if [ $# -lt 1 ]; then
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
corpus=$(cd "$1" && pwd)
jobs=${2:-2}
cd "$(dirname "$0")/.."
cargo build --release --quiet
cargo bench --quiet --bench stages --no-run 2>/dev/null
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

exec python3 - "$corpus" "$jobs" "$scratch" <<'PYTHON'
import json, os, resource, subprocess, sys, time

corpus, jobs, scratch = sys.argv[1:]
ENV = {**os.environ, "XDG_DATA_HOME": scratch + "/data", "XDG_CACHE_HOME": scratch + "/cache"}


def measured(command):
    """CPU seconds of the command and all it waited for, wall seconds, standard output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(command, env=ENV, stdout=subprocess.PIPE)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall, done


def review(folder, *options):
    """As `measured`, with the peak memory in MB, in a process of its own so that peaks do not mix."""
    pack = scratch + "/out.candor"
    probe = (
        "import resource, subprocess, sys, time\n"
        "start = time.monotonic()\n"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode\n"
        "use = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(use.ru_utime + use.ru_stime, time.monotonic() - start, use.ru_maxrss / 1024, code)\n"
    )
    command = ["target/release/candor", "review", folder, "--output", pack, "--jobs", jobs, "--quiet", *options]
    answer = subprocess.run([sys.executable, "-c", probe, *command], env=ENV, stdout=subprocess.PIPE, text=True).stdout
    cpu, wall, peak, code = answer.split()
    if code == "2" and not os.path.exists(pack + "/report.json"):
        sys.exit(f"error: the review of {folder} failed")
    with open(pack + "/report.json") as stream:
        return float(cpu), float(wall), float(peak), json.load(stream)


print(f"{'submission':16} {'lines':>9} {'bare':>7} {'cold':>7} {'ratio':>6} {'warm':>7} {'ratio':>6} {'again':>7} {'ratio':>6} {'wall':>6} {'MB':>6} {'MB/Mline':>8} findings")
totals = [0.0] * 5
for name in sorted(os.listdir(corpus)):
    folder = os.path.join(corpus, name)
    if not os.path.isdir(folder):
        continue
    bare = json.loads(measured(["cargo", "bench", "--quiet", "--bench", "stages", "--", "bare", folder, jobs])[2].stdout)
    cold_cpu, wall, peak, report = review(folder, "--no-store")
    store = "--store=" + scratch + "/facts-" + name
    review(folder, store)
    warm_cpu, *_ = review(folder, store, "--no-excerpts")
    again_cpu, *_ = review(folder, store)
    lines = sum(row["lines"] for row in report["coverage"]["totals"]["languages"] if row["language"] in ("c", "python"))
    print(
        f"{name:16} {lines:9} {bare['cpu']:6.2f}s {cold_cpu:6.2f}s {cold_cpu / bare['cpu']:6.2f} {warm_cpu:6.2f}s"
        f" {warm_cpu / bare['cpu']:6.2f} {again_cpu:6.2f}s {again_cpu / bare['cpu']:6.2f} {wall:5.1f}s {peak:6.0f} {peak / lines * 1e6:8.0f} {len(report['findings'])}",
        flush=True,
    )
    totals = [a + b for a, b in zip(totals, (lines, bare["cpu"], cold_cpu, warm_cpu, again_cpu))]
lines, bare, cold, warm, again = totals
print(f"{'all':16} {lines:9.0f} {bare:6.2f}s {cold:6.2f}s {cold / bare:6.2f} {warm:6.2f}s {warm / bare:6.2f} {again:6.2f}s {again / bare:6.2f}")
PYTHON
