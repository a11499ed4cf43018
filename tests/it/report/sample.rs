//! A report written by hand, of a submission that tries everything its names and lines can try on a reader.

use candor::base::{Digest, country, display};
use candor::detect::classes;
use candor::report::Report;
use candor::report::model::{
    CallTotals, Capability, Claim, ClaimedComponent, Code, CodeFile, CodeLine, Component, Confidence, Dependency, Disclosure,
    DisclosureOutcome, Disclosures, Disposition, Endpoint, Equivalence, FileCoverage, Finding, Found, Gap, Hole, Indicator,
    Level, Limit, Mark, Metrics, Notice, Package, PackageKind, Packages, Part, Place, Ratio, Reason, ReasonCount, Refusal,
    Ruleset, RungCount, SameFiles, SameFolders, SamePackages, Signature, Source, Special, Spot, Step, SubmissionKind, Tool,
    ToolchainPart, Variant, Verdict, VerdictValue,
};

/// Markup that would run, close what it stands in, or load something.
pub(super) const MARKUP: &str = "</title></style><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{7*7}}";
/// Moves cursors, colours, rings, turns the direction of writing, hides, breaks lines.
pub(super) const CONTROL: &str = "\x1b[2J\x1b]0;x\x07\u{202e}evil\u{2066}\u{200b}\u{feff}\r\nVERDICT PASSED\u{85}\u{2028}\0\t";
/// Markdown and SARIF placeholders.
pub(super) const PLACEHOLDERS: &str = "[a](javascript:alert(1)) {0} {{1}} `rm` | <b>";

/// How text gets into the report: escaped as every station must, or raw, as a worker gone wrong might send it.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    pub(super) raw: bool,
}

impl Pen {
    fn write(self, text: &str) -> String {
        if self.raw { text.to_owned() } else { display::escape(text) }
    }

    fn path(self, name: &str) -> String {
        self.write(&format!("agent/{name}"))
    }

    fn place(self, kind: &str, path: &str, line: u32, callee: &str, excerpt: &str) -> Place {
        Place {
            kind: kind.to_owned(),
            path: path.to_owned(),
            line,
            column: 5,
            function: self.write("Agent.upload<T>"),
            callee: Some(callee.to_owned()),
            excerpt: self.write(excerpt),
        }
    }

    fn spot(path: &str, line: u32) -> Spot {
        Spot { path: path.to_owned(), line, column: 5 }
    }

    fn step(self, path: &str, line: u32, note: &str, excerpt: &str) -> Step {
        Step {
            path: path.to_owned(),
            line,
            column: 1,
            function: "<file>".to_owned(),
            note: self.write(note),
            excerpt: self.write(excerpt),
        }
    }
}

/// Three findings and a listing in hostile files, everything a report can hold, an incomplete verdict.
pub(super) fn report(pen: Pen) -> Report {
    let mut report = Report::new(
        Ruleset { version: "sample".to_owned(), digest: Digest::of(b"rules") },
        Source {
            kind: SubmissionKind::GitBundle,
            received: Some(Digest::of(b"bundle")),
            manifest: Digest::of(b"manifest"),
            tree: Some(Digest::of(b"tree").hex()),
            commit: Some("0123456789abcdef0123456789abcdef01234567".to_owned()),
            object_format: Some("sha1".to_owned()),
            repository: Some("https://git.example/agent".to_owned()),
            submodules: Vec::new(),
            package: Some("python-sdist".to_owned()),
            signatures: vec![
                Signature { subject: "commit".to_owned(), form: None },
                Signature { subject: format!("tag {}", pen.write(MARKUP)), form: Some("openpgp".to_owned()) },
            ],
        },
    );
    // Not this program's version, so that the sample changes with the renderers alone.
    report.tool = Tool { name: "candor".to_owned(), version: "0.0.0".to_owned() };
    report.scope.product = Some(pen.write(&format!("Agent {MARKUP}")));
    report.scope.version = Some("3.4".to_owned());
    report.scope.not_provided = vec!["backend".to_owned(), "update channel".to_owned()];
    let part = |name: &str, provided, path: Option<&str>, files| ClaimedComponent {
        name: pen.write(name),
        provided,
        path: path.map(str::to_owned),
        note: (!provided).then(|| pen.write(CONTROL)),
        files,
    };
    report.scope.claim = Some(Claim {
        path: "submission.toml".to_owned(),
        vendor: pen.write(MARKUP),
        product: pen.write(CONTROL),
        version: "3.4".to_owned(),
        components: vec![
            part("agent", true, Some("agent"), 6),
            part(MARKUP, false, None, 0),
            part("console", true, Some("console"), 0),
        ],
        unclaimed_files: 1,
    });
    let names = [MARKUP, CONTROL, PLACEHOLDERS].map(|name| pen.path(name));
    report.scope.components = vec![Component {
        name: pen.write(MARKUP),
        path: "agent".to_owned(),
        languages: vec!["c".to_owned(), "python".to_owned()],
        files: 6,
        bytes: 9_000_000,
        lines: 812,
    }];
    report.findings = findings(pen, &names);
    report.metadata = vec![listing(pen, &names)];
    inventories(&mut report, pen, &names);
    coverage(&mut report, pen, &names);
    report.verdict = Verdict {
        value: VerdictValue::Incomplete,
        reasons: vec![
            Reason { code: "unexamined".to_owned(), message: "2 parts of the submission were not examined".to_owned(), count: 2 },
            Reason { code: "findings".to_owned(), message: "3 findings stand".to_owned(), count: 3 },
        ],
        policy: None,
    };
    report.classes = classes::texts(&report);
    report.code = Some(code(pen, &names));
    report.finish();
    disclose(&mut report, pen, &names);
    report
}

/// One item that is met, one that is wider than before, one that nothing meets; and a finding that falls short of one.
fn disclose(report: &mut Report, pen: Pen, names: &[String; 3]) {
    let item = |id: &str, line, data: &str, outcome| Disclosure {
        id: id.to_owned(),
        line,
        data: vec![data.to_owned()],
        channel: "network".to_owned(),
        endpoints: vec!["chosen-at-run-time".to_owned()],
        chosen_by: Vec::new(),
        purpose: pen.write(&format!("the inventory {MARKUP}")),
        trigger: Some(pen.write(CONTROL)),
        consent: Some(pen.write(PLACEHOLDERS)),
        path: Some(names[0].clone()),
        outcome,
        widened: Vec::new(),
        findings: Vec::new(),
    };
    let last = report.findings.last_mut().expect("findings");
    last.disclosure = Some("inventory".to_owned());
    let matched = Disclosure { findings: vec![last.id.clone()], ..item("inventory", 2, "DEVICE", DisclosureOutcome::Matched) };
    let widened = Disclosure {
        widened: vec![pen.write(&format!("path: any code (was {MARKUP})"))],
        ..item("collection", 9, "FILE", DisclosureOutcome::Widened)
    };
    let gap = Gap {
        finding: report.findings[0].id.clone(),
        items: vec!["collection".to_owned()],
        declared: 1,
        all: 2,
        lacks: pen.write(&format!("collection is not about the code in {MARKUP}")),
    };
    report.metrics = Some(metrics(pen, names));
    report.disclosures = Some(Disclosures {
        digest: Digest::of(names[2].as_bytes()),
        path: Some(names[2].clone()),
        usable: true,
        earlier: Some(Digest::of(b"earlier")),
        items: vec![matched, widened, item("unseen", 16, "SCREEN", DisclosureOutcome::Unseen)],
        gaps: vec![gap],
        undeclared: 2,
        undeclared_metadata: 1,
    });
}

fn findings(pen: Pen, names: &[String; 3]) -> Vec<Finding> {
    let [markup, control, placeholders] = names;
    let long = format!("data = {}", "x".repeat(300));
    let directed = finding(
        pen,
        "remote-directed-file-collection",
        Confidence::Traced,
        pen.place("FILE", markup, 12, "builtins.open", &format!("body = open(path).read()  # {MARKUP}")),
        pen.place("egress.http", control, 90, "requests.post", &format!("requests.post(URL, data=body) {CONTROL}")),
        (0..30).map(|line| pen.step(placeholders, 20 + line, &format!("handed to {PLACEHOLDERS}"), &long)).collect(),
    );
    let directed = Finding {
        via: vec!["NETWORK".to_owned()],
        transforms: vec!["encode".to_owned(), "compress".to_owned()],
        endpoint: Some(pen.write(&format!("https://collect.example/{MARKUP}"))),
        unsure_endpoints: Vec::new(),
        trigger: Some("remote command".to_owned()),
        variants: vec![Variant { source: Pen::spot(placeholders, 3), sink: Pen::spot(control, 90) }],
        ..directed
    };
    let device = finding(
        pen,
        "device-information",
        Confidence::Assumed,
        pen.place("DEVICE", markup, 4, "socket.gethostname", "name = socket.gethostname()"),
        pen.place("egress.http", markup, 9, "requests.post", "requests.post(URL, json={\"é\": name})"),
        Vec::new(),
    );
    let disclosed = Finding { source: Place { line: 5, ..device.source.clone() }, ..device.clone() };
    vec![device, directed, disclosed]
}

/// Names alone: no finding, however much it weighs.
fn listing(pen: Pen, names: &[String; 3]) -> Finding {
    let [markup, control, placeholders] = names;
    let listing = finding(
        pen,
        "remote-directed-listing",
        Confidence::Traced,
        pen.place("FILE_META", placeholders, 7, "os.listdir", &format!("names = os.listdir(path)  # {MARKUP}")),
        pen.place("egress.http", markup, 8, "requests.post", &format!("requests.post(URL, json=names) {CONTROL}")),
        vec![pen.step(control, 2, "handed to `send`", "send(names)")],
    );
    let (sure, unsure) = (pen.write(&format!("http://{CONTROL}")), pen.write(&format!("perhaps.example/{CONTROL}")));
    let endpoint = Some(format!("{sure}, {unsure}"));
    Finding { via: vec!["NETWORK".to_owned()], endpoint, unsure_endpoints: vec![unsure], ..listing }
}

fn finding(pen: Pen, class: &str, confidence: Confidence, source: Place, sink: Place, steps: Vec<Step>) -> Finding {
    let class = classes::class(class).expect("a class of the catalogue");
    let mut finding = Finding {
        id: String::new(),
        class: class.id.clone(),
        title: class.title.clone(),
        confidence,
        severity: class.weight,
        rank: class.weight * 10,
        fingerprint: String::new(),
        source_kinds: vec![source.kind.clone()],
        sink_kind: sink.kind.clone(),
        source,
        sink,
        steps,
        via: Vec::new(),
        transforms: Vec::new(),
        endpoint: Some(pen.write("chosen at run time by `config.url`")),
        unsure_endpoints: Vec::new(),
        trigger: None,
        variants: Vec::new(),
        disclosure: None,
        how_to_check: class.check.clone(),
        attack: class.attack.clone(),
        cwe: class.cwe.clone(),
    };
    finding.fingerprint = finding.compute_fingerprint();
    finding
}

/// Lines of code around the ends of the findings; the steps in the third file have none.
fn code(pen: Pen, names: &[String; 3]) -> Code {
    let line = |line: u32, parts: &[(&str, char)]| {
        let text = |part: &str| if pen.raw { part.to_owned() } else { display::neutralise(part).into_owned() };
        let parts: Vec<(String, char)> = parts.iter().map(|(part, kind)| (text(part), *kind)).collect();
        let tokens = parts.iter().map(|(part, kind)| format!("{}{kind}", part.chars().count())).collect();
        CodeLine { line, column: 1, text: parts.into_iter().map(|(part, _)| part).collect(), tokens }
    };
    let remark = format!("# {MARKUP}");
    let mark = |line, from, to| Mark { line, column: 5, piece: 1, from, end: line, to };
    let first = CodeFile {
        path: names[0].clone(),
        lines: vec![
            line(3, &[("def", 'k'), (" ", '.'), ("upload", 'n'), ("(", 'p'), ("path", 'n'), ("):", 'p')]),
            line(4, &[("    ", '.'), ("name", 'n'), (" ", '.'), ("=", 'p'), (" ", '.'), ("socket.gethostname()", 'n')]),
            line(8, &[("    ", '.'), ("# ", 'c'), (CONTROL, 'x'), (MARKUP, 'c')]),
            line(9, &[("    ", '.'), ("requests.post(URL, json=", 'n'), ("{\"é\": name}", 's'), (")", 'p')]),
            line(12, &[("    ", '.'), ("body = open(path).read()", 'n'), ("  ", '.'), (&remark, 'c')]),
        ],
        marks: vec![mark(4, 11, 31), mark(8, 4, 6), mark(9, 4, 40), mark(12, 11, 28)],
    };
    let second = CodeFile {
        path: names[1].clone(),
        lines: vec![
            line(89, &[("    ", '.'), ("data", 'n'), (" ", '.'), ("=", 'p'), (" ", '.'), ("1", 'd')]),
            line(90, &[("    ", '.'), ("requests.post(URL, data=body) ", 'n'), (CONTROL, 'x')]),
        ],
        marks: vec![mark(90, 4, 33)],
    };
    let mut files = vec![first, second];
    files.sort();
    Code { withheld: false, left_out: 1, files }
}

fn inventories(report: &mut Report, pen: Pen, names: &[String; 3]) {
    let endpoint = |value: &str, how: Found, path: &String, line: u32| Endpoint {
        value: pen.write(value),
        how,
        path: path.clone(),
        line,
        column: 1,
        function: "<file>".to_owned(),
        callee: Some("requests.post".to_owned()),
        jurisdiction: country::of_host(value).map(str::to_owned),
    };
    report.endpoints = vec![
        endpoint(&format!("https://collect.example/{MARKUP}"), Found::Literal, &names[0], 3),
        endpoint(&format!("http://{CONTROL}"), Found::Folded, &names[1], 8),
        endpoint("javascript:alert(1)", Found::Configured, &names[2], 1),
        endpoint("https://mirror.example.de/in", Found::Literal, &names[0], 9),
    ];
    report.capabilities = vec![Capability {
        component: pen.write(MARKUP),
        capability: "NETWORK".to_owned(),
        function: pen.write(CONTROL),
        path: names[0].clone(),
        line: 9,
        witness: vec![pen.step(&names[1], 9, "calls requests.post", "requests.post(URL)")],
    }];
    report.indicators = vec![Indicator {
        path: names[1].clone(),
        line: 2,
        column: 1,
        class: "bidi-text".to_owned(),
        detail: pen.write(CONTROL),
        count: 3,
    }];
    report.dependencies = vec![Dependency {
        name: pen.write(&format!("requests{MARKUP}")),
        language: "python".to_owned(),
        imports: 4,
        files: 2,
        modelled: true,
    }];
    report.diagnostics = vec![Notice {
        severity: Level::Error,
        code: "worker-lost".to_owned(),
        message: pen.write(&format!("the worker died on {CONTROL}")),
        path: Some(names[1].clone()),
        help: Some("look at the file by hand".to_owned()),
    }];
    let package = |kind, ecosystem: &str, namespace: Option<&str>, name: &str, version: Option<&str>, path: &str| Package {
        kind,
        ecosystem: ecosystem.to_owned(),
        namespace: namespace.map(|text| pen.write(text)),
        name: pen.write(name),
        version: version.map(|text| pen.write(text)),
        requirement: version.is_none().then(|| pen.write(&format!("^1.2 {MARKUP}"))),
        development: false,
        submitted: kind != PackageKind::Declared,
        paths: vec![path.to_owned()],
    };
    let mut list = vec![
        package(PackageKind::Own, "npm", Some("@acme"), "agent", Some("3.4.0"), &names[2]),
        package(PackageKind::Vendored, "generic", None, "zlib", Some("1.2.11"), &names[1]),
        package(PackageKind::Declared, "npm", Some(MARKUP), &format!("{CONTROL}x"), None, &names[0]),
        package(PackageKind::Declared, "pypi", None, "requests", Some("2.31.0"), &names[0]),
    ];
    list.sort();
    report.components = Some(Packages { list, left_out: 1 });
    report.limits = vec![Limit { name: "file-bytes".to_owned(), value: 1 << 20, hits: 1 }];
}

fn coverage(report: &mut Report, pen: Pen, names: &[String; 3]) {
    let file = |path: &str, language: Option<&str>, disposition: Disposition, bytes: u64, lines: u64| FileCoverage {
        path: path.to_owned(),
        language: language.map(str::to_owned),
        disposition,
        reason: (disposition != Disposition::Dataflow).then(|| pen.write(&format!("because of <{}>", disposition.name()))),
        bytes,
        lines,
        error_bytes: bytes / 100,
        digest: Digest::of(path.as_bytes()),
    };
    let coverage = &mut report.coverage;
    coverage.files = vec![
        file(&names[0], Some("python"), Disposition::Dataflow, 9_000, 300),
        file(&names[1], Some("c"), Disposition::Dataflow, 14_000, 500),
        file(&names[2], Some("python"), Disposition::Lexical, 200, 12),
        // As intake writes a name that is not UTF-8.
        file("agent/caf\\xe9.bin", None, Disposition::Opaque, 8_000_000, 0),
        file("agent/huge.c", Some("c"), Disposition::Limit, 976_800, 0),
    ];
    coverage.refused =
        vec![Refusal { path: pen.write(&format!("../{MARKUP}")), reason: "leads out of the submission".to_owned() }];
    coverage.special = vec![Special {
        path: "agent/link".to_owned(),
        kind: "symlink".to_owned(),
        detail: pen.write(&format!("/etc/{CONTROL}")),
    }];
    coverage.holes = vec![Hole { reason: "unknown receiver".to_owned(), count: 12, tainted: 3 }];
    coverage.totals.calls = CallTotals {
        total: 1_234,
        by_rung: vec![RungCount { rung: "R0".to_owned(), count: 700 }, RungCount { rung: "R1".to_owned(), count: 522 }],
        unresolved: vec![ReasonCount { reason: "unknown receiver".to_owned(), count: 12 }],
    };
}

fn metrics(pen: Pen, names: &[String]) -> Metrics {
    let ratio = |id: &str, language: Option<&str>, numerator, denominator, parts| Ratio {
        id: id.to_owned(),
        language: language.map(str::to_owned),
        definition: "What is counted, of what.".to_owned(),
        numerator,
        denominator,
        parts,
    };
    let part = |name: &str, count| Part { name: name.to_owned(), count };
    let paths = || {
        let mut paths = names[..2].to_vec();
        paths.sort();
        paths
    };
    Metrics {
        ratios: vec![
            ratio("lines-followed", None, 0, 0, Vec::new()),
            ratio("unresolved-calls", None, 3, 40, vec![part("receiver", 3)]),
            ratio("unsafe-calls", Some("c"), 5, 40, vec![part("strcpy", 4), part("sprintf", 1)]),
        ],
        same_files: vec![SameFiles { digest: Digest::of(b"same"), bytes: 4096, copies: 2, paths: paths() }],
        same_files_left_out: 1,
        same_folders: vec![SameFolders { name: pen.write(MARKUP), copies: 3, contents: 2, paths: paths() }],
        same_folders_left_out: 0,
        same_packages: vec![SamePackages {
            ecosystem: "npm".to_owned(),
            name: pen.write(MARKUP),
            versions: vec!["1.0".to_owned(), "2.0".to_owned()],
        }],
        same_packages_left_out: 0,
        toolchain: vec![ToolchainPart {
            kind: "build-system".to_owned(),
            name: "make".to_owned(),
            files: 2,
            path: names[0].clone(),
        }],
        binary_equivalence: Equivalence::NotAttempted,
    }
}
