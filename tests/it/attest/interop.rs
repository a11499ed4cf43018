//! Other people's tools: openssl reads our keys and we read openssl's; the commands of VERIFY.md, run as
//! they stand, accept a sound pack and refuse every other one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use candor::attest::keys::Algorithm;
use candor::attest::layout;
use candor::attest::pack::write_pack;
use candor::attest::secret::KeyFileError;
use candor::attest::{PrivateKey, PublicKey};

use super::sample::{SUBMISSION, input, key};

fn run(program: &str, args: &[&str]) -> Output {
    Command::new(program)
        .args(args)
        .output()
        .unwrap_or_else(|error| panic!("cannot run {program}: {error}; {}", install(program)))
}

fn install(program: &str) -> String {
    format!("install {program} (Debian, Ubuntu: apt-get install bash openssl jq coreutils findutils), as tests/run does")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn openssl_reads_our_keys_and_we_read_those_of_openssl() {
    let folder = tempfile::tempdir().expect("a folder");
    let ours = folder.path().join("ours.pem");
    key(1).save(&ours).expect("a new file");
    let public = run("openssl", &["pkey", "-in", text(&ours), "-pubout"]);
    assert!(public.status.success(), "{}", String::from_utf8_lossy(&public.stderr));
    assert_eq!(String::from_utf8_lossy(&public.stdout), key(1).public().to_pem());

    let theirs = folder.path().join("theirs.pem");
    assert!(run("openssl", &["genpkey", "-algorithm", "ed25519", "-out", text(&theirs)]).status.success());
    let public = run("openssl", &["pkey", "-in", text(&theirs), "-pubout"]).stdout;
    let public = PublicKey::from_pem(&String::from_utf8(public).expect("PEM")).expect("a key");
    assert_eq!(PrivateKey::load(&theirs).expect("a key").public(), public);

    let locked = folder.path().join("locked.pem");
    let args = ["pkey", "-in", text(&ours), "-aes-256-cbc", "-passout", "pass:x", "-out", text(&locked)];
    assert!(run("openssl", &args).status.success());
    assert!(matches!(PrivateKey::load(&locked), Err(KeyFileError::Encrypted)));
    assert!(matches!(PrivateKey::load_with(&locked, b"y"), Err(KeyFileError::Passphrase)));
    assert_eq!(PrivateKey::load_with(&locked, b"x").expect("a key").public(), key(1).public());

    // Ours, encrypted, and P-256, both ways.
    let p256 = PrivateKey::generate_for(Algorithm::P256).expect("random numbers");
    for (name, key) in [("ed25519", key(1)), ("p256", p256)] {
        let ours = folder.path().join(format!("{name}.pem"));
        key.save_encrypted(&ours, b"pass word").expect("a new file");
        let public = run("openssl", &["pkey", "-in", text(&ours), "-passin", "pass:pass word", "-pubout"]);
        assert!(public.status.success(), "{}", String::from_utf8_lossy(&public.stderr));
        assert_eq!(String::from_utf8_lossy(&public.stdout), key.public().to_pem());
        assert_eq!(PrivateKey::load_with(&ours, b"pass word").expect("a key").public(), key.public());
    }
    let theirs = folder.path().join("theirs-p256.pem");
    let args = ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", text(&theirs)];
    assert!(run("openssl", &args).status.success());
    let public = run("openssl", &["pkey", "-in", text(&theirs), "-pubout"]).stdout;
    let public = PublicKey::from_pem(&String::from_utf8(public).expect("PEM")).expect("a key");
    assert_eq!(PrivateKey::load(&theirs).expect("a key").public(), public);
}

/// A pack with its submission and the key as the auditor handed it out.
struct Case {
    folder: tempfile::TempDir,
    pack: PathBuf,
    key: PathBuf,
    submission: PathBuf,
}

impl Case {
    fn new(signers: &[u8]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let pack = folder.path().join("two words.candor");
        let keys: Vec<_> = signers.iter().map(|number| key(*number)).collect();
        write_pack(&pack, input(), &keys.iter().collect::<Vec<_>>()).expect("a pack");
        let public = folder.path().join("the auditor.pub.pem");
        fs::write(&public, key(1).public().to_pem()).expect("written");
        let submission = folder.path().join("submission");
        fs::create_dir_all(submission.join("lib")).expect("made");
        for (name, text) in SUBMISSION {
            fs::write(submission.join(name), text).expect("written");
        }
        Self { folder, pack, key: public, submission }
    }

    fn guide_accepts(&self) -> bool {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop/verify_md.sh");
        let output = run("bash", &[text(&script), text(&self.pack), text(&self.key), text(&self.submission)]);
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_ne!(output.status.code(), Some(3), "a tool is missing: {said}");
        let verified = said.contains("Signature Verified Successfully") && said.contains("verdict: INCOMPLETE");
        assert!(!output.status.success() || verified, "success without verification: {said}");
        output.status.success()
    }

    /// Bends one file, asks the guide, and puts the file back.
    fn refuses(&self, path: &Path, change: impl Fn(&mut Vec<u8>)) {
        let sound = fs::read(path).expect("a file");
        let mut bent = sound.clone();
        change(&mut bent);
        assert_ne!(bent, sound, "the change changes something");
        fs::write(path, bent).expect("written");
        assert!(!self.guide_accepts(), "{} was changed and the guide did not notice", path.display());
        fs::write(path, sound).expect("written");
    }
}

#[test]
fn the_commands_of_the_guide_accept_a_sound_pack_and_leave_it_as_it_is() {
    for signers in [&[1][..], &[1, 2], &[3, 1, 2]] {
        let case = Case::new(signers);
        assert!(case.guide_accepts(), "{signers:?}");
        candor::attest::contents::read(&case.pack).expect("still a pack: nothing was left in it");
        drop(case.folder);
    }
    assert!(!Case::new(&[2]).guide_accepts(), "signed by another");
}

#[test]
fn the_commands_of_the_guide_refuse_every_tampered_file() {
    let case = Case::new(&[1]);
    let files = [layout::REPORT, layout::HTML, layout::SARIF, layout::MANIFEST, layout::STATEMENT, layout::ATTESTATION];
    for name in files {
        case.refuses(&case.pack.join(name), |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        });
    }
    let text = |from: &'static str, to: &'static str| {
        move |bytes: &mut Vec<u8>| *bytes = String::from_utf8_lossy(bytes).replace(from, to).into_bytes()
    };
    case.refuses(&case.pack.join(layout::ATTESTATION), text("application/vnd.in-toto+json", "application/json"));
    case.refuses(&case.submission.join("agent.py"), text("os", "sys"));
    let mut other = key(2).public().to_pem().into_bytes();
    case.refuses(&case.key, |bytes| bytes.clone_from(&other));
    other.clear();
    fs::write(case.submission.join("additional.py"), "").expect("written");
    assert!(!case.guide_accepts(), "a file that nobody reviewed");
    fs::remove_file(case.submission.join("additional.py")).expect("removed");
    assert!(case.guide_accepts(), "sound again");
}
