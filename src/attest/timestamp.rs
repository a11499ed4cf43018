//! Turns an RFC 3161 token over a signature into "this authority saw it by then", or into a refusal. Offline and
//! strict: the token's signature, its binding to one certificate (RFC 5816), that certificate's purpose, and the
//! way from it to a certificate of the trust file at the time of the token. RSA (PKCS #1 v1.5) with SHA-2, and
//! ECDSA over P-256. Revocation lists are not asked; whoever doubts an authority takes it out of the trust file.

use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{BitString, GeneralizedTime, Int, ObjectIdentifier, OctetString};
use der::oid::AssociatedOid;
use der::{Any, Decode, DecodePem, Encode, Sequence};
use p256::ecdsa::signature::Verifier as _;
use pkcs8::spki::{AlgorithmIdentifierOwned, DecodePublicKey as _};
use rsa::pkcs1v15;
use sha2::{Sha256, Sha384, Sha512};
use x509_cert::Certificate;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};

use super::trust::{Proven, TimestampAuthority};
use crate::base::Digest;

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");
const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const RSA_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.12");
const RSA_SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13");
const ECDSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");

/// Certificates between an authority's own and a trusted one.
const MAX_STEPS: usize = 4;

/// Why a token shows nothing.
#[derive(Debug, thiserror::Error)]
pub enum TimestampError {
    #[error("not an RFC 3161 token: {0}")]
    Form(#[from] der::Error),
    #[error("{0}")]
    Refused(&'static str),
}

type Checked<T> = Result<T, TimestampError>;

/// `TimeStampResp`: what an authority answers.
#[derive(Sequence)]
struct Response {
    status: StatusInfo,
    token: Option<ContentInfo>,
}

#[derive(Sequence)]
struct StatusInfo {
    status: u8,
    text: Option<Any>,
    failure: Option<BitString>,
}

#[derive(Sequence)]
struct TstInfo {
    version: u8,
    policy: ObjectIdentifier,
    imprint: Imprint,
    serial: Int,
    time: GeneralizedTime,
    accuracy: Option<Accuracy>,
    #[asn1(default = "Default::default")]
    ordering: bool,
    nonce: Option<Int>,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    authority: Option<Any>,
}

#[derive(Sequence)]
struct Imprint {
    algorithm: AlgorithmIdentifierOwned,
    digest: OctetString,
}

#[derive(Sequence)]
struct Accuracy {
    seconds: Option<u32>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    millis: Option<u16>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    micros: Option<u16>,
}

#[derive(Sequence)]
struct SigningCertificateV2 {
    certificates: Vec<CertificateId>,
    policies: Option<Any>,
}

/// `ESSCertIDv2`; the algorithm is left out for SHA-256, which is the only one read.
#[derive(Sequence)]
struct CertificateId {
    digest: OctetString,
    issuer: Option<Any>,
}

/// A token that was read; nothing of it is believed yet.
pub struct Token {
    signed: SignedData,
    content: Vec<u8>,
    info: TstInfo,
}

impl Token {
    /// Reads a `TimeStampResp` that was granted, or the token alone.
    pub fn parse(bytes: &[u8]) -> Checked<Self> {
        let content_info = match Response::from_der(bytes) {
            Ok(Response { status: StatusInfo { status: 0 | 1, .. }, token: Some(token) }) => token,
            Ok(_) => return refused("the authority did not grant a token"),
            Err(_) => ContentInfo::from_der(bytes)?,
        };
        if content_info.content_type != SIGNED_DATA {
            return refused("the token is not signed data");
        }
        let signed: SignedData = content_info.content.decode_as()?;
        if signed.encap_content_info.econtent_type != TST_INFO {
            return refused("what is signed is not a timestamp");
        }
        let content = signed.encap_content_info.econtent.as_ref().ok_or(TimestampError::Refused("the token is empty"))?;
        let content = content.decode_as::<OctetString>()?.as_bytes().to_vec();
        let info = TstInfo::from_der(&content)?;
        if info.version != 1 || info.imprint.algorithm.oid != SHA256 {
            return refused("the token is not of version 1 over SHA-256");
        }
        Ok(Self { signed, content, info })
    }

    /// Whether the token is over these bytes.
    pub fn is_over(&self, bytes: &[u8]) -> bool {
        self.info.imprint.digest.as_bytes() == Digest::of(bytes).0
    }

    /// Checks the token against the authorities of a trust file.
    pub fn verify(&self, authorities: &[TimestampAuthority]) -> Checked<Proven> {
        let [signer] = self.signed.signer_infos.0.as_slice() else { return refused("the token has not one signer") };
        let certificates: Vec<&Certificate> = self
            .signed
            .certificates
            .iter()
            .flat_map(|set| set.0.iter())
            .filter_map(|choice| match choice {
                CertificateChoices::Certificate(certificate) => Some(certificate),
                _ => None,
            })
            .collect();
        let roots = authorities.iter().map(|authority| Ok((authority, Certificate::from_pem(&authority.certificate_pem)?)));
        let roots = roots.collect::<Checked<Vec<_>>>()?;
        let own = certificates.iter().copied().chain(roots.iter().map(|(_, root)| root)).find(|one| is_of(signer, one));
        let own = own.ok_or(TimestampError::Refused("the authority's certificate is not in the token"))?;
        self.check_signature(signer, own)?;
        check_purpose(own)?;
        let by = check_way(own, &certificates, &roots, &self.info.time)?;
        Ok(Proven { time: self.latest(), by: format!("a timestamp of {by}") })
    }

    /// The attributes bind the content and the certificate; the signature is over the attributes (RFC 5652, 5.4).
    fn check_signature(&self, signer: &SignerInfo, own: &Certificate) -> Checked<()> {
        let attributes = signer.signed_attrs.as_ref().ok_or(TimestampError::Refused("nothing binds the token's content"))?;
        let value = |oid: ObjectIdentifier| {
            let mut found = attributes.iter().filter(|attribute| attribute.oid == oid);
            match (found.next().map(|attribute| attribute.values.as_slice()), found.next()) {
                (Some([one]), None) => Ok(one),
                _ => Err(TimestampError::Refused("an attribute of the token is missing, or there twice")),
            }
        };
        let digest = value(MESSAGE_DIGEST)?.decode_as::<OctetString>()?;
        let bound = value(CONTENT_TYPE)?.decode_as::<ObjectIdentifier>()? == TST_INFO
            && hash(signer.digest_alg.oid, &self.content).is_some_and(|computed| computed == digest.as_bytes());
        if !bound {
            return refused("the token's content is not what was signed");
        }
        let ids: SigningCertificateV2 = value(SIGNING_CERTIFICATE_V2)?.decode_as()?;
        let id = ids.certificates.first().map(|id| id.digest.as_bytes());
        if id != Some(&Digest::of(&own.to_der()?).0[..]) {
            return refused("the token names another certificate than the one that came with it");
        }
        let message = attributes.to_der()?;
        let algorithm = signer.signature_algorithm.oid;
        // A bare RSA says nothing of the hash; the signer's digest algorithm does.
        let algorithm = match (algorithm, signer.digest_alg.oid) {
            (RSA, SHA256) => RSA_SHA256,
            (RSA, SHA384) => RSA_SHA384,
            (RSA, SHA512) => RSA_SHA512,
            (other, _) => other,
        };
        check(verifies(own, algorithm, &message, signer.signature.as_bytes()), "the token's signature does not hold")
    }

    /// The time of the token and its accuracy, rounded up: the signature is no younger.
    fn latest(&self) -> String {
        let accuracy = self.info.accuracy.as_ref().map_or(0, |accuracy| {
            let parts = accuracy.millis.is_some() || accuracy.micros.is_some();
            u64::from(accuracy.seconds.unwrap_or(0)) + u64::from(parts)
        });
        let time = self.info.time.to_unix_duration() + std::time::Duration::from_secs(accuracy);
        der::DateTime::from_unix_duration(time).map_or_else(|_| "9999-12-31T23:59:59Z".to_owned(), |time| time.to_string())
    }
}

/// Whether this PEM is one certificate.
pub fn is_certificate(pem: &str) -> bool {
    Certificate::from_pem(pem).is_ok()
}

fn is_of(signer: &SignerInfo, certificate: &Certificate) -> bool {
    match &signer.sid {
        SignerIdentifier::IssuerAndSerialNumber(id) => {
            let tbs = certificate.tbs_certificate();
            id.issuer == *tbs.issuer() && id.serial_number == *tbs.serial_number()
        }
        SignerIdentifier::SubjectKeyIdentifier(_) => false,
    }
}

/// An authority's own certificate is for timestamps and nothing else (RFC 3161, 2.3).
fn check_purpose(own: &Certificate) -> Checked<()> {
    let usage = own.tbs_certificate().get_extension::<ExtendedKeyUsage>()?;
    let only = usage.is_some_and(|(critical, usage)| critical && usage.0 == [TIME_STAMPING]);
    check(only, "the certificate is not one for timestamps alone")
}

/// From the authority's certificate to a trusted one, each valid at `time`; gives the name of the trusted one.
fn check_way<'r>(
    own: &Certificate,
    between: &[&Certificate],
    roots: &'r [(&TimestampAuthority, Certificate)],
    time: &GeneralizedTime,
) -> Checked<&'r str> {
    let mut current = own;
    for _ in 0..=MAX_STEPS {
        check_certificate(current, time)?;
        if let Some((authority, _)) = roots.iter().find(|(_, root)| root == current) {
            return Ok(&authority.name);
        }
        if let Some((authority, root)) = roots.iter().find(|(_, root)| issued(root, current)) {
            check_certificate(root, time)?;
            return Ok(&authority.name);
        }
        let next = between.iter().find(|candidate| issued(candidate, current));
        current = next.ok_or(TimestampError::Refused("no certificate of the trust file stands behind the token"))?;
    }
    refused("too many certificates stand between the token and the trust file")
}

fn check_certificate(certificate: &Certificate, time: &GeneralizedTime) -> Checked<()> {
    let tbs = certificate.tbs_certificate();
    let (from, until, at) = (tbs.validity().not_before, tbs.validity().not_after, time.to_unix_duration());
    check(
        from.to_unix_duration() <= at && at <= until.to_unix_duration(),
        "a certificate was not valid at the time of the token",
    )?;
    let known = [BasicConstraints::OID, KeyUsage::OID, ExtendedKeyUsage::OID];
    let mut extensions = tbs.extensions().into_iter().flatten();
    check(
        extensions.all(|one| !one.critical || known.contains(&one.extn_id)),
        "a certificate makes a demand that is not understood",
    )
}

fn issued(issuer: &Certificate, certificate: &Certificate) -> bool {
    let (above, below) = (issuer.tbs_certificate(), certificate.tbs_certificate());
    let is_authority = above.get_extension::<BasicConstraints>().is_ok_and(|found| found.is_some_and(|(_, basic)| basic.ca));
    let may_sign = above.get_extension::<KeyUsage>().is_ok_and(|found| found.is_none_or(|(_, usage)| usage.key_cert_sign()));
    let algorithm = certificate.signature_algorithm();
    let Ok(message) = below.to_der() else { return false };
    above.subject() == below.issuer()
        && is_authority
        && may_sign
        && algorithm == below.signature()
        && verifies(issuer, algorithm.oid, &message, certificate.signature().raw_bytes())
}

/// Whether `signature` over `message` is by the key of `certificate`.
fn verifies(certificate: &Certificate, algorithm: ObjectIdentifier, message: &[u8], signature: &[u8]) -> bool {
    let Ok(spki) = certificate.tbs_certificate().subject_public_key_info().to_der() else { return false };
    if algorithm == ECDSA_SHA256 {
        let key = p256::ecdsa::VerifyingKey::from_public_key_der(&spki);
        let signature = p256::ecdsa::Signature::from_der(signature);
        return key.is_ok_and(|key| signature.is_ok_and(|signature| key.verify(message, &signature).is_ok()));
    }
    let Ok(key) = rsa::PublicKey::from_public_key_der(&spki) else { return false };
    let Ok(signature) = pkcs1v15::Signature::try_from(signature) else { return false };
    match algorithm {
        RSA_SHA256 => pkcs1v15::VerifyingKey::<Sha256>::new(key).verify(message, &signature).is_ok(),
        RSA_SHA384 => pkcs1v15::VerifyingKey::<Sha384>::new(key).verify(message, &signature).is_ok(),
        RSA_SHA512 => pkcs1v15::VerifyingKey::<Sha512>::new(key).verify(message, &signature).is_ok(),
        _ => false,
    }
}

fn hash(algorithm: ObjectIdentifier, bytes: &[u8]) -> Option<Vec<u8>> {
    use sha2::Digest as _;
    match algorithm {
        SHA256 => Some(Sha256::digest(bytes).to_vec()),
        SHA384 => Some(Sha384::digest(bytes).to_vec()),
        SHA512 => Some(Sha512::digest(bytes).to_vec()),
        _ => None,
    }
}

fn check(holds: bool, why: &'static str) -> Checked<()> {
    if holds { Ok(()) } else { refused(why) }
}

fn refused<T>(why: &'static str) -> Checked<T> {
    Err(TimestampError::Refused(why))
}
