#!/usr/bin/env bash
# Fetches real code to measure on: pinned versions, pinned SHA-256, nothing of it is run.
# Where the registries are is the machine's own configuration of apt, pip, npm and cargo; no address stands here.
#
# usage: benches/corpus.sh DIRECTORY [NAME...]      (NAME: one of the rows below; all when none is given; `benign`: those that
# have no business with the network: compilers, parsers, numerics, compression)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -lt 1 ]; then
    sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
mkdir -p "$1"
out=$(cd "$1" && pwd)
shift
wanted=" $* "

# registry name version sha256-of-the-archive
rows() {
    cat <<'ROWS'
deb   git            2.39.5    c58da92c378df4a986ca33266897a7397e86c22ee266a284d8c2432c39066b59
deb   curl           7.88.1    cdb38b72e36bc5d33d5b8810f8018ece1baa29a8f215b4495e495ded82bbf3c7
crate libgit2-sys    0.18.2+1.9.1  1c42fe03df2bd3c53a3a9c7317ad91d80c81cd1fb0caec8d7cc4cd2bfa10c222
npm   better-sqlite3 11.8.1    4bc631c74f45c23cedf76372257390a71c21bb018bb1e2b0e608e56fa3249340
pypi  Django         5.1.4     236e023f021f5ce7dee5779de7b286565fdea5f4ab86bae5338e3f7b69896cf0
pypi  SQLAlchemy     2.0.36    2519f3a5d0517fc159afab1015e54bb81b4406c278749779be57a569d8d1bb0d
pypi  Twisted        24.11.0   fe403076c71f04d5d2d789a755b687c5637ec3bcd3b2b8252d76f2ba65f54261
pypi  botocore       1.35.80   36e589dccb62380abd628b08fecfa2f7c89b99f41ec9fc42c467c94008c0be4a
pypi  boto3          1.35.80   21a3b18c3a7fd20e463708fe3fa035983105dc7f3a1c274e1903e1583ab91159
pypi  paramiko       3.5.0     1fedf06b085359051cd7d0d270cebe19e755a8a921cc2ddbfa647fb0cd7d68f9
pypi  requests       2.32.3    70761cfe03c773ceb22aa2f671b4757976145175cdfca038c02654d061d6dcc6
pypi  ansible-core   2.18.1    4a312e416e09c7271188d6b8e2b1062fc6834fefd6a1814d0e02fb8aadb3e1ba
npm   typescript     5.7.2     6826f763112d55de0093fd94a4257cabadf1f40b387757e7c68485fc971e886b benign
npm   mathjs         14.0.1    fb3ec011fb20fb851a814a873bc5b351697050460e0249cebee8472b2c6e9339 benign
npm   pako           2.1.0     49fedc8866b4abfc8e71dc7fe75ad4ef1ff1ac9601b0642cff88ee5bf2338709 benign
npm   acorn          8.14.0    04c1f5545e4e9140e288bb56b4cbbc4ffd730213e6331330e2bcefc649462104 benign
pypi  sympy          1.13.3    54612cf55a62755ee71824ce692986f23c88ffa77207b30c1368eda4a7060f73 benign
pypi  mpmath         1.3.0     a0b2b9fe80bbcd81a6647ff13108738cfb482d481d826cc0e02f5b35e5c88d2c benign
pypi  networkx       3.4.2     df5d4365b724cf81b8c6a7312509d0c22386097011ad1abe274afd5e9d3bbc5f benign
pypi  pycparser      2.22      c3702b6d3dd8c7abc1afa565d7e63d53a1d0bd86cdc24edd75470f4de499cfcc benign
pypi  black          24.10.0   4007b1393d902b48b36958a216c20c4482f601569d19ed1df294a496eb366392 benign
pypi  docutils       0.21.2    dafca5b9e384f0e419294eb4d2ff9fa826435bf15f15b7bd45723e8ad76811b2 benign
deb   lz4            1.9.4     0b0e3aa07c8c063ddf40b082bdf7e37a1562bda40a0ff5272957f3e987e0e54b benign
deb   lua5.4         5.4.4     164c7849653b80ae67bec4b7473b884bf5cc8d2dca05653475ec2ed27b9ebf61 benign
deb   eigen3         3.4.0     b4c198460eba6f28d34894e3a5710998818515104d6e74e5cc331ce31e46e626 benign
deb   snappy         1.1.9     75c1fbb3d618dd3a0483bff0e26d0a92b495bbe5059c8b4f1c962b478b6e06e7 benign
deb   double-conversion 3.2.1  e40d236343cad807e83d192265f139481c51fc83a1c49e406ac6ce0a0ba7cd35 benign
deb   z3             4.8.12    e3aaefde68b839299cbc988178529535e66048398f7d083b40c69fe0da55f8b7 benign
deb   commons-math3  3.6.1     16d940c11c48793214915b72201c35719acd1cb40278066b3c090165550fd992 benign
deb   libcommons-lang3-java 3.12.0 f7c22574707611b63bae19ff17f59e24cdd32e2b0e61a50ec9b1b525fbc909d1 benign
deb   libcommons-compress-java 1.22 c0270188ea43f7af708ff384a6421597e2eee5d68db152b60ad6e682f0e88160 benign
deb   guava-libraries 31.1     3dbb56b34e5ebd1b97184f72d31fbf9da24cc26c28f1ad3714aeeefdeedaed2a benign
deb   golang-golang-x-text 0.7.0 a37dfe82c39f84c57a083da9725dd1bdae59cff6a5cbca3ae4443e446b4a70b8 benign
ROWS
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

need() {
    command -v "$1" >/dev/null || { echo "error: $1 is missing; help: install $2" >&2; exit 2; }
}

# Each fetch_* leaves exactly one archive in the directory $3.

# The upstream tarball of a Debian source package: the machine's own apt sources, asked for sources.
fetch_deb() {
    need apt-get "apt (a Debian or Ubuntu machine)"
    local apt=$work/apt name=$1 version=$2
    if [ ! -d "$apt" ]; then
        mkdir -p "$apt/parts" "$apt/lists/partial" "$apt/cache/archives/partial"
        for file in /etc/apt/sources.list.d/*.sources; do
            [ ! -f "$file" ] || sed 's/^Types:.*/Types: deb-src/' "$file" >"$apt/parts/${file##*/}"
        done
        for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
            [ ! -f "$file" ] || sed -n 's/^deb /deb-src /p' "$file" >"$apt/parts/sources-${file##*/}"
        done
        apt_options=(-qq -o "Dir::Etc::sourcelist=/dev/null" -o "Dir::Etc::sourceparts=$apt/parts"
            -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt/cache")
        # A third party's list without sources is no reason to stop.
        apt-get "${apt_options[@]}" update >/dev/null 2>&1 || true
    fi
    local full
    full=$(apt-cache "${apt_options[@]}" showsrc --only-source "$name" | sed -n 's/^Version: //p' | grep -E "(^|:)$version-" | head -n 1)
    [ -n "$full" ] || { echo "error: the apt sources of this machine have no $name $version" >&2; return 1; }
    (cd "$3" && apt-get "${apt_options[@]}" source --tar-only --download-only --only-source "$name=$full" >/dev/null 2>&1)
    find "$3" -type f ! -name '*.orig.tar.*' -o -name '*.asc' | xargs -r rm -f
}

# A wheel: fetching a source distribution would run its build code.
fetch_pypi() {
    need python3 python3
    python3 -m pip --quiet --disable-pip-version-check download --no-deps --only-binary :all: --dest "$3" "$1==$2"
}

fetch_npm() {
    need npm npm
    (cd "$3" && npm pack --silent --ignore-scripts "$1@$2" >/dev/null)
}

fetch_crate() {
    need cargo cargo
    local scratch=$work/crate-$1
    mkdir -p "$scratch/src"
    : >"$scratch/src/lib.rs"
    printf '[package]\nname = "scratch"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n%s = { version = "=%s", default-features = false }\n' \
        "$1" "${2%%+*}" >"$scratch/Cargo.toml"
    (cd "$scratch" && CARGO_HOME=$scratch/home cargo fetch --quiet)
    cp "$scratch"/home/registry/cache/*/"$1-$2.crate" "$3/"
}

unpack() {
    case $1 in
    *.whl | *.zip) python3 -m zipfile -e "$1" "$2" ;;
    *) tar -xf "$1" -C "$2" --no-same-owner ;;
    esac
}

rows | while read -r registry name version sha set; do
    [ "$wanted" = "  " ] || [[ $wanted == *" $name "* || $wanted == *" ${set:-none} "* ]] || continue
    target=$out/$name
    if [ -f "$target/.sha256" ] && [ "$(cat "$target/.sha256")" = "$sha" ]; then
        echo "have    $name $version"
        continue
    fi
    parcel=$work/parcel-$name
    mkdir -p "$parcel"
    "fetch_$registry" "$name" "$version" "$parcel" </dev/null
    archive=$(find "$parcel" -type f | head -n 1)
    [ -n "$archive" ] || { echo "error: $registry gave no archive for $name $version" >&2; exit 1; }
    got=$(sha256sum "$archive" | cut -d' ' -f1)
    if [ "$got" != "$sha" ]; then
        echo "error: $name $version has sha256 $got, $sha was expected; nothing of it is kept" >&2
        exit 1
    fi
    rm -rf "$target"
    mkdir -p "$target"
    unpack "$archive" "$target"
    echo "$sha" >"$target/.sha256"
    echo "fetched $name $version"
done

lines() {
    local names=()
    for suffix in "${@:2}"; do names+=(-o -name "*.$suffix"); done
    printf '%s: %s lines\n' "$1" "$(find "$out" -type f \( "${names[@]:1}" \) -print0 | LC_ALL=C xargs -0 -r cat | wc -l)"
}
lines "C and C++" c h cc cpp cxx hpp
lines Python py
lines "JavaScript and TypeScript" js cjs mjs ts tsx
lines Go go
lines Java java
