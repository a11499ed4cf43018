//! Packages that manifests, lock files and headers name: one case a form, as files and the lines that come of them.

use std::fs;
use std::process::{Command, Stdio};

use candor::detect;
use candor::report::cyclonedx::purl;
use candor::report::model::{PackageKind, Report};
use serde_json::Value;

use super::intake_support::write;

/// `kind purl requirement flags`, a line a package; then the codes of diagnostics.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let (packages, told) = detect::packages(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes())));
    let line = |package: &candor::report::model::Package| {
        let requirement = package.requirement.as_ref().map(|text| format!(" {text}")).unwrap_or_default();
        let flags = match (package.kind, package.submitted) {
            (PackageKind::Declared, true) => " (here)",
            _ => "",
        };
        let development = if package.development { " (development)" } else { "" };
        format!("{} {}{requirement}{flags}{development}", package.kind.name(), purl(package))
    };
    let lines = packages.list.iter().map(line);
    lines.chain(told.iter().map(|diagnostic| diagnostic.code.clone())).collect()
}

/// Files as path and text, and the packages and diagnostics that come of them.
type Case = (&'static [(&'static str, &'static str)], &'static [&'static str]);

const CASES: &[Case] = &[
    (
        &[(
            "package.json",
            r#"{"name": "@acme/agent", "version": "1.0.0", "dependencies": {"left-pad": "^1.3.0", "exact": "2.0.1"},
                    "devDependencies": {"jest": "*"}}"#,
        )],
        &[
            "own pkg:npm/%40acme/agent@1.0.0",
            "declared pkg:npm/exact@2.0.1",
            "declared pkg:npm/jest * (development)",
            "declared pkg:npm/left-pad ^1.3.0",
        ],
    ),
    // What a lock file answers is told with the answer; what lies in node_modules is here.
    (
        &[
            ("package.json", r#"{"name": "a", "dependencies": {"left-pad": "^1.3.0"}}"#),
            (
                "package-lock.json",
                r#"{"lockfileVersion": 3, "packages": {"": {"name": "a"}, "node_modules/left-pad": {"version": "1.3.0"},
                        "node_modules/x/node_modules/@s/y": {"version": "2.0.0", "dev": true}, "node_modules/l": {"link": true}}}"#,
            ),
            ("node_modules/left-pad/package.json", r#"{"name": "left-pad", "version": "1.3.0"}"#),
        ],
        &[
            "own pkg:npm/a",
            "vendored pkg:npm/left-pad@1.3.0",
            "declared pkg:npm/left-pad@1.3.0 (here)",
            "declared pkg:npm/%40s/y@2.0.0 (development)",
        ],
    ),
    (
        &[("package-lock.json", r#"{"dependencies": {"a": {"version": "1.0.0", "dependencies": {"b": {"version": "2.0.0"}}}}}"#)],
        &["declared pkg:npm/a@1.0.0", "declared pkg:npm/b@2.0.0"],
    ),
    // Yarn 1, an alias among it, and a later Yarn with a part of the tree itself.
    (
        &[(
            "yarn.lock",
            "# yarn lockfile v1\n\n\n\"@s/y@^2.0.0\", \"@s/y@^2.1.0\":\n  version \"2.1.3\"\n  resolved \"https://r.example/y.tgz\"\n  dependencies:\n    version-range \"^1\"\n\nleft-pad@^1.3.0:\n  version \"1.3.0\"\n\nother@npm:real@^4:\n  version \"4.0.1\"\n",
        )],
        &["declared pkg:npm/left-pad@1.3.0", "declared pkg:npm/real@4.0.1", "declared pkg:npm/%40s/y@2.1.3"],
    ),
    (
        &[(
            "yarn.lock",
            "__metadata:\n  version: 8\n\n\"a@npm:^1.0.0\":\n  version: 1.2.0\n  resolution: \"a@npm:1.2.0\"\n  checksum: 10/0\n\n\"own@workspace:.\":\n  version: 0.0.0-use.local\n  resolution: \"own@workspace:.\"\n",
        )],
        &["declared pkg:npm/a@1.2.0"],
    ),
    // pnpm in three layouts.
    (
        &[
            (
                "a/pnpm-lock.yaml",
                "lockfileVersion: 5.4\n\npackages:\n\n  /@s/y/2.0.0_react@17.0.2:\n    dev: true\n\n  /b/1.0.0:\n    resolution: {integrity: x}\n",
            ),
            ("b/pnpm-lock.yaml", "lockfileVersion: '6.0'\n\npackages:\n\n  /c@3.0.0(react@18.2.0):\n    dev: false\n"),
            (
                "c/pnpm-lock.yaml",
                "lockfileVersion: '9.0'\n\nimporters:\n  .: {}\n\npackages:\n\n  '@s/z@1.0.0':\n    engines: {node: '>=6'}\n\nsnapshots:\n\n  d@9.9.9: {}\n",
            ),
        ],
        &[
            "declared pkg:npm/b@1.0.0",
            "declared pkg:npm/c@3.0.0",
            "declared pkg:npm/%40s/y@2.0.0 (development)",
            "declared pkg:npm/%40s/z@1.0.0",
        ],
    ),
    // What Python's tools lock.
    (
        &[
            (
                "a/poetry.lock",
                "[[package]]\nname = \"Attrs\"\nversion = \"23.1.0\"\noptional = false\n\n[[package]]\nname = \"pytest\"\nversion = \"7.0\"\ncategory = \"dev\"\n",
            ),
            (
                "b/uv.lock",
                "version = 1\n\n[[package]]\nname = \"own\"\nversion = \"0.1.0\"\nsource = { virtual = \".\" }\n\n[[package]]\nname = \"idna\"\nversion = \"3.7\"\nsource = { registry = \"https://r.example/simple\" }\n",
            ),
            (
                "c/Pipfile.lock",
                r#"{"_meta": {}, "default": {"six": {"version": "==1.16.0"}}, "develop": {"tox": {"version": "==4.0"}}}"#,
            ),
        ],
        &[
            "declared pkg:pypi/attrs@23.1.0",
            "declared pkg:pypi/idna@3.7",
            "declared pkg:pypi/pytest@7.0 (development)",
            "declared pkg:pypi/six@1.16.0",
            "declared pkg:pypi/tox@4.0 (development)",
        ],
    ),
    // Gradle: scripts in both languages, a catalogue, a lock file.
    (
        &[
            (
                "a/build.gradle",
                "dependencies {\n    implementation 'com.squareup.okhttp3:okhttp:4.12.0'\n    testImplementation 'junit:junit:4.13'\n    implementation \"g:n:$version\"\n    implementation project(':core')\n}\n",
            ),
            (
                "b/build.gradle.kts",
                "dependencies {\n    api(\"a.b:c:1.0\")\n    implementation(platform(\"a.b:bom:2.0\"))\n    implementation(libs.x)\n}\n",
            ),
            (
                "c/gradle/libs.versions.toml",
                "[versions]\nk = \"3.1\"\n[libraries]\nx = { module = \"x.y:z\", version.ref = \"k\" }\nw = \"x.y:w:1.1\"\n",
            ),
            (
                "d/gradle.lockfile",
                "# a comment\np.q:r:5.0=compileClasspath,runtimeClasspath\np.q:t:6.0=testCompileClasspath\nempty=annotationProcessor\n",
            ),
        ],
        &[
            "declared pkg:maven/a.b/bom@2.0",
            "declared pkg:maven/a.b/c@1.0",
            "declared pkg:maven/com.squareup.okhttp3/okhttp@4.12.0",
            "declared pkg:maven/g/n",
            "declared pkg:maven/junit/junit@4.13 (development)",
            "declared pkg:maven/p.q/r@5.0",
            "declared pkg:maven/p.q/t@6.0 (development)",
            "declared pkg:maven/x.y/w@1.1",
            "declared pkg:maven/x.y/z@3.1",
        ],
    ),
    (
        &[(
            "requirements-dev.txt",
            "# a list\n-r other.txt\nRequests==2.31.0 ; python_version > '3'\nnumpy>=1.2,<2  # numbers\nx[y] == 1.0 \\\n    --hash=sha256:0\nthis is a sentence\nz @ https://z.example/z.whl\n",
        )],
        &[
            "declared pkg:pypi/requests@2.31.0",
            "declared pkg:pypi/numpy >=1.2,<2",
            "declared pkg:pypi/x@1.0",
            "declared pkg:pypi/z @ https://z.example/z.whl",
        ],
    ),
    (
        &[(
            "pyproject.toml",
            "[project]\nname = \"Acme_Agent\"\nversion = \"2\"\ndependencies = [\"httpx>=0.27\"]\n[project.optional-dependencies]\nx = [\"rich\"]\n\
                 [build-system]\nrequires = [\"hatchling==1.25.0\"]\n[tool.poetry.dependencies]\npython = \"^3.11\"\ntoml = {version = \"^0.10\"}\n",
        )],
        &[
            "own pkg:pypi/acme-agent@2",
            "declared pkg:pypi/hatchling@1.25.0 (development)",
            "declared pkg:pypi/httpx >=0.27",
            "declared pkg:pypi/rich (development)",
            "declared pkg:pypi/toml ^0.10",
        ],
    ),
    (
        &[(
            "lib/_vendor/idna-3.4.dist-info/METADATA",
            "Metadata-Version: 2.1\nName: idna\nVersion: 3.4\nRequires-Dist: a (>=1)\n\nText: no\n",
        )],
        &["vendored pkg:pypi/idna@3.4", "declared pkg:pypi/a >=1"],
    ),
    (
        &[
            (
                "go.mod",
                "module github.com/acme/Agent\n\ngo 1.22\n\nrequire (\n\tgolang.org/x/sys v0.1.0 // indirect\n\tx.example/y v2.0.0+incompatible\n)\nrequire z.example/w v1.0.0\nexclude (\n\tbad.example/b v1.0.0\n)\n",
            ),
            (
                "vendor/modules.txt",
                "# golang.org/x/sys v0.1.0\n## explicit\ngolang.org/x/sys/unix\n# x.example/y v2.0.0 => ./local\n",
            ),
        ],
        &[
            "own pkg:golang/github.com/acme/agent",
            "vendored pkg:golang/golang.org/x/sys@v0.1.0",
            "declared pkg:golang/golang.org/x/sys@v0.1.0 (here)",
            "declared pkg:golang/x.example/y@v2.0.0%2Bincompatible",
            "declared pkg:golang/z.example/w@v1.0.0",
        ],
    ),
    (
        &[(
            "pom.xml",
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY lol \"lol\">]><project xmlns=\"http://maven.apache.org/POM/4.0.0\">\
                 <parent><groupId>org.acme</groupId><artifactId>parent</artifactId><version>7</version></parent>\
                 <artifactId>agent</artifactId><properties><http.version>4.5.1</http.version></properties>\
                 <dependencyManagement><dependencies><dependency><groupId>g</groupId><artifactId>managed</artifactId><version>1.1</version></dependency></dependencies></dependencyManagement>\
                 <dependencies><dependency><groupId>org.apache</groupId><artifactId>http&lol;</artifactId><version>${http.version}</version></dependency>\
                 <dependency><groupId>g</groupId><artifactId>managed</artifactId><exclusions><exclusion><groupId>no</groupId><artifactId>no</artifactId></exclusion></exclusions></dependency>\
                 <dependency><groupId>g</groupId><artifactId>range</artifactId><version>[1,2)</version><scope>test</scope></dependency></dependencies></project>",
        )],
        &[
            "own pkg:maven/org.acme/agent@7",
            "declared pkg:maven/g/managed@1.1",
            "declared pkg:maven/g/range [1,2) (development)",
            "declared pkg:maven/org.acme/parent@7",
            "declared pkg:maven/org.apache/http@4.5.1",
        ],
    ),
    (
        &[
            (
                "Cargo.toml",
                "[package]\nname = \"agent\"\nversion = \"0.1.0\"\n[dependencies]\nserde = \"1\"\nlocal = { path = \"local\" }\nexact = \"=1.2.3\"\n[target.'cfg(unix)'.dev-dependencies]\ntempfile = { version = \"3\" }\n",
            ),
            (
                "Cargo.lock",
                "[[package]]\nname = \"serde\"\nversion = \"1.0.200\"\nsource = \"registry\"\n[[package]]\nname = \"agent\"\nversion = \"0.1.0\"\n",
            ),
            ("vendor/serde/Cargo.toml", "[package]\nname = \"serde\"\nversion = \"1.0.200\"\n"),
        ],
        &[
            "own pkg:cargo/agent@0.1.0",
            "vendored pkg:cargo/serde@1.0.200",
            "declared pkg:cargo/exact@1.2.3",
            "declared pkg:cargo/serde@1.0.200 (here)",
            "declared pkg:cargo/tempfile 3 (development)",
        ],
    ),
    (
        &[
            (
                "conanfile.txt",
                "[requires]\nzlib/1.2.13\nboost/[>=1.70 <2]\n[tool_requires]\ncmake/3.27.1@user/stable#0\n[options]\nx/y=1\n",
            ),
            (
                "sub/conanfile.py",
                "class R(ConanFile):\n    requires = (\"fmt/10.0.0\",\n        \"spdlog/1.12.0\")\n    url = \"https://x.example/y\"\n    def build_requirements(self):\n        self.tool_requires(\"ninja/1.11.1\")\n",
            ),
        ],
        &[
            "declared pkg:conan/boost >=1.70 <2",
            "declared pkg:conan/cmake@3.27.1 (development)",
            "declared pkg:conan/fmt@10.0.0",
            "declared pkg:conan/ninja@1.11.1 (development)",
            "declared pkg:conan/spdlog@1.12.0",
            "declared pkg:conan/zlib@1.2.13",
        ],
    ),
    (
        &[(
            "vcpkg.json",
            r#"{"name": "agent", "version": "1.0", "dependencies": ["zlib", {"name": "curl", "version>=": "8.0"}], "overrides": [{"name": "zlib", "version": "1.2.13"}]}"#,
        )],
        &["own pkg:generic/agent@1.0", "declared pkg:generic/curl >=8.0", "declared pkg:generic/zlib@1.2.13"],
    ),
    // Headers and file names of copies; a header of the same name that defines nothing is none.
    (
        &[
            ("src/compress/zlib.h", "#ifndef Z\n#  define ZLIB_VERSION \"1.2.11\" /* old */\n"),
            ("x/opensslv.h", "# define OPENSSL_VERSION_TEXT \"OpenSSL 1.1.1k  25 Mar 2021\"\n"),
            ("x/expat.h", "#define XML_MAJOR_VERSION 2\n#define XML_MINOR_VERSION 4\n#define XML_MICRO_VERSION 1\n"),
            ("our/version.h", "#define OUR_VERSION 7\n"),
            ("www/jquery-3.5.1.min.js", "x"),
            ("www/agent-status.js", "x"),
        ],
        &[
            "vendored pkg:generic/expat@2.4.1",
            "vendored pkg:generic/openssl@1.1.1k",
            "vendored pkg:generic/zlib@1.2.11",
            "vendored pkg:npm/jquery@3.5.1",
        ],
    ),
    // Broken ones are told, and the others are read.
    (
        &[
            ("a/package.json", "{\"name\": "),
            ("b/Cargo.toml", "[package\n"),
            ("c/pom.xml", "<project><a></project>"),
            ("d/go.mod", "nothing"),
            ("e/PKG-INFO", "nothing"),
            ("f/vcpkg.json", "[]"),
            ("g/package.json", "[1]"),
            ("h/package.json", "{\"name\": \"good\", \"version\": 7, \"dependencies\": [1]}"),
        ],
        &[
            "own pkg:npm/good",
            "manifest-unusable",
            "manifest-unusable",
            "manifest-unusable",
            "manifest-unusable",
            "manifest-unusable",
            "manifest-unusable",
        ],
    ),
];

#[test]
fn every_form_of_manifest_is_read() {
    for (files, expected) in CASES {
        let (mut found, mut expected) = (found(files), expected.to_vec());
        found.sort();
        expected.sort_unstable();
        assert_eq!(found, expected, "{}", files[0].0);
    }
}

/// Cut anywhere, and with any character gone: read as something, or told.
#[test]
fn manifests_that_are_cut_or_bent_stop_nothing() {
    for (path, text) in CASES.iter().flat_map(|(files, _)| *files) {
        for (at, character) in text.char_indices() {
            let gone = format!("{}{}", &text[..at], &text[at + character.len_utf8()..]);
            found(&[(path, &text[..at])]);
            found(&[(path, &gone)]);
        }
    }
}

#[test]
fn hostile_manifests_cost_little() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let nested = format!("{{\"dependencies\": {}", "{\"a\": {\"dependencies\": ".repeat(5_000));
    let xml = "<a>".repeat(100_000);
    let put_in = "${p}".repeat(1_000_000);
    let amplified =
        format!("<project><artifactId>{put_in}</artifactId><properties><p>{}</p></properties></project>", "x".repeat(1_000_000));
    let own = found(&[("pom.xml", &amplified)]);
    assert!(own.len() == 1 && own[0].len() < 1_000, "{}", own[0].len());
    let many: String = (0..300_000).map(|number| format!("p{number}==1\n")).collect();
    let names = [("package.json", &deep), ("package-lock.json", &nested), ("pom.xml", &xml), ("Cargo.toml", &deep)];
    for (name, text) in names {
        assert_eq!(found(&[(name, text)]), ["manifest-unusable"], "{name}");
    }
    let (packages, _) = detect::packages([("requirements.txt".to_owned(), many.as_bytes())].into_iter());
    assert_eq!((packages.list.len(), packages.left_out), (20_000, 280_000), "what is cut is counted");
    let large = vec![b' '; 17 << 20];
    let (_, told) = detect::packages([("package.json".to_owned(), &large[..])].into_iter());
    assert!(told[0].message.contains("bytes, more than"), "{}", told[0].message);
}

#[test]
fn a_review_lists_what_it_is_made_of() {
    let home = tempfile::tempdir().expect("a scratch folder");
    let folder = home.path().join("in");
    write(&folder, "agent.py", b"import requests\nx = 1\n");
    write(&folder, "requirements.txt", b"requests==2.31.0\nevil\xe2\x80\xae==1\n");
    write(&folder, "third_party/zlib/zlib.h", b"#define ZLIB_VERSION \"1.2.11\"\n");
    write(&folder, "broken/package.json", b"{");
    let review = |format: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.env_clear().env("HOME", home.path()).current_dir(home.path()).stdin(Stdio::null());
        command.args(["review", "in", "--format", format, "--output", "in.candor"]).output().expect("it runs").stdout
    };
    let bom: Value = serde_json::from_slice(&review("cyclonedx")).expect("JSON");
    assert_eq!(review("cyclonedx"), review("cyclonedx"));
    assert_eq!((&bom["bomFormat"], &bom["specVersion"]), (&Value::from("CycloneDX"), &Value::from("1.6")));
    let purls: Vec<&str> = bom["components"].as_array().into_iter().flatten().filter_map(|one| one["purl"].as_str()).collect();
    assert_eq!(purls, ["pkg:generic/zlib@1.2.11", "pkg:pypi/requests@2.31.0"]);
    let report = Report::from_json(&fs::read(home.path().join("in.candor/report.json")).expect("a report")).expect("sound");
    let missing: Vec<&str> =
        report.components.iter().flat_map(|packages| packages.missing()).map(|package| package.name.as_str()).collect();
    assert_eq!(missing, ["requests"]);
    assert!(report.diagnostics.iter().any(|notice| notice.code == "manifest-unusable"));
    let text = String::from_utf8(review("text")).expect("UTF-8");
    assert!(text.contains("2 packages: 1 held as copies, 1 asked for, of these 1 not submitted"), "{text}");
    assert!(text.contains("package that is asked for and was not submitted") && text.contains("zlib 1.2.11 (generic)"), "{text}");
}
