#!/usr/bin/env bash
# 200 appends killed (SIGKILL) at random moments while they were under way: each time the log is at the checkpoint from before or at the one from after,
# continues the one before, and is whole (every entry, tile and hash is read again); the next append goes on from there.
# A witness that saw every state never refuses.
# environment: CANDOR and SCRATCH, as tests/run sets them
set -euo pipefail
cd "${SCRATCH:?}"
kills=${KILLS:-200}

anew() {
    rm -rf log witness
    "$CANDOR" log init log --origin log.example.org/candor > /dev/null
    "$CANDOR" log witness init witness --name witness.example.org/w1 > /dev/null
}
anew
size() { sed -n 2p log/public/checkpoint; }

# How long an undisturbed append takes is the range that the moments are drawn from.
leaves=() batch=90
for ((number = 0; number < batch; number++)); do
    printf 'candor-log/v1\nsubmission\n%s\n-\n' "$(printf %s "$number" | sha256sum | cut -c1-64)" > "$number.leaf"
    leaves+=(--leaf "$number.leaf")
done
start=$(date +%s%N)
"$CANDOR" log append log "${leaves[@]}" > /dev/null
range=$((($(date +%s%N) - start) / 1000 * 5 / 4))

# An append that was done before its moment came counts for nothing; a bound all the same, on a machine gone mad.
killed=0 old=0 new=0
for ((round = 0; killed < kills; round++)); do
    [ $round -lt $((kills * 20)) ] || { echo "of $round appends only $killed could be killed"; exit 1; }
    # Everything is read again each time: a log that stays small keeps that short.
    if [ "$(size)" -gt 1200 ]; then anew; fi
    cp log/public/checkpoint before
    was=$(size)
    "$CANDOR" log append log "${leaves[@]}" > /dev/null 2>&1 &
    append=$!
    moment=$(((RANDOM * 32768 + RANDOM) % range))
    sleep "$(printf '%d.%06d' $((moment / 1000000)) $((moment % 1000000)))"
    kill -KILL $append 2> /dev/null || true
    status=0
    wait $append 2> /dev/null || status=$?
    [ $status = 137 ] && killed=$((killed + 1))
    # What a reader sees now, before anything is mended.
    "$CANDOR" log verify log --log log/log.vkey --since before > said || { cat said; exit 1; }
    case $(size) in
    "$was") old=$((old + 1)) ;;
    $((was + batch))) new=$((new + 1)) ;;
    *) echo "the log is between $was and $((was + batch)) leaves"; exit 1 ;;
    esac
    # The next append mends and goes on, exactly where the log says it is or where its head is.
    "$CANDOR" log append log --leaf 0.leaf > /dev/null
    now=$(size)
    [ "$now" = $((was + 1)) ] || [ "$now" = $((was + batch + 1)) ] || { echo "$was became $now"; exit 1; }
    known=$("$CANDOR" log witness known witness --log log/log.vkey)
    "$CANDOR" log prove log --from "$known" | "$CANDOR" log witness cosign witness --log log/log.vkey - > /dev/null
done
"$CANDOR" log verify log --log log/log.vkey
echo "$killed of $round appends killed under way: $old times the log stayed as it was, $new times it had grown"
