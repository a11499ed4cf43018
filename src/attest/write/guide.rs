//! Turns a signed statement into `VERIFY.md`: the commands by which anyone checks this very pack with
//! openssl, jq, base64, sha256sum and xxd. A pure function of the statement: signatures may be added later. Nothing that
//! comes out of a submission gets into it (digests only), so nothing of it can reach a shell.

use crate::attest::statement::ReviewStatement;
use crate::base::Digest;

const TEMPLATE: &str = include_str!("guide.md");

/// The guide to a pack. `statement_digest` is that of `statement.json`; `companions` names the file
/// with further statements, if the pack has one.
pub fn guide(statement: &ReviewStatement, statement_digest: &Digest, companions: Option<&str>) -> String {
    let review = &statement.predicate;
    let row = |what: &str, value: &str| format!("| {what} | `{value}` |\n");
    let renderings: String =
        review.renderings.iter().map(|file| row(&file.name, &format!("sha256:{}", file.digest.sha256))).collect();
    let received = statement.subject.get(1).map(|subject| subject.digest.sha256);
    let received_row = received.map_or(String::new(), |digest| row("the file as received", &format!("sha256:{digest}")));
    let manifest = statement.manifest().map_or(String::new(), Digest::hex);
    TEMPLATE
        .replace("@STATEMENT@", &statement_digest.hex())
        .replace("@REPORT@", &review.report.digest.sha256.hex())
        .replace("@RENDERINGS@", &renderings)
        .replace("@MANIFEST@", &manifest)
        .replace("@RECEIVED@", &received_row)
        .replace("@RECEIVED_TEXT@", &received_text(received))
        .replace("@COMPANIONS@", &companions_text(companions))
}

fn received_text(received: Option<Digest>) -> String {
    received
        .map_or(String::new(), |digest| format!("The submission came as one file: `sha256sum FILE` must print `{digest}`.\n\n"))
}

fn companions_text(companions: Option<&str>) -> String {
    companions.map_or(String::new(), |name| {
        format!(
            "\n`{name}` holds further signed statements, one envelope a line: when the review ran, with the digest of this guide; who repeated it; what \
             the vendor says to its findings. \
             Check a line as in part 1, with the line in place of attestation.dsse.json.\n"
        )
    })
}
