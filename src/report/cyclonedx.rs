//! The packages of a report as CycloneDX 1.6 JSON. Adds nothing: no time, no random serial number, so that the same report gives the
//! same bytes. Package URLs are written by the rules of their specification (ECMA-427, and its types).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::model::{Package, PackageKind, Report};
use super::view::encode;
use crate::base::Digest;
use crate::base::unescape::unescape;

/// CycloneDX for `report`, whose canonical bytes have the digest `id`; one line of JSON. Same report, same bytes.
pub fn render(report: &Report, id: &Digest) -> Vec<u8> {
    let report = report.neutralised();
    let packages = report.components.iter().flat_map(|packages| &packages.list);
    let mut references: BTreeMap<String, u32> = BTreeMap::new();
    let components: Vec<Value> = packages.map(|package| component(package, &mut references)).collect();
    let left_out = report.components.as_ref().map_or(0, |packages| packages.left_out);
    let document = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": serial(id),
        "version": 1,
        "metadata": {
            "tools": {"components": [{"type": "application", "name": report.tool.name, "version": report.tool.version}]},
            "component": {
                "type": "application",
                "bom-ref": "submission",
                "name": report.scope.product.clone().or_else(|| report.scope.claim.as_ref().map(|claim| claim.product.clone()))
                    .unwrap_or_else(|| format!("submission {}", &report.source.manifest.hex()[..16])),
                "hashes": report.source.received.iter().map(|digest| json!({"alg": "SHA-256", "content": digest})).collect::<Vec<_>>(),
            },
            "properties": [
                property("candor:report", format!("sha256:{id}")),
                property("candor:manifest", format!("sha256:{}", report.source.manifest)),
                property("candor:left-out", left_out.to_string()),
            ],
        },
        "components": components,
        // What is not written in a manifest or header is not here.
        "compositions": [{"aggregate": "incomplete", "assemblies": ["submission"]}],
    });
    let mut bytes = serde_json::to_vec(&document).expect("invariant: string keys and whole numbers only");
    bytes.push(b'\n');
    bytes
}

/// A UUID of version 8 (RFC 9562, 5.8) out of the report's digest.
fn serial(id: &Digest) -> String {
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&id.0[..16]);
    bytes[6] = 0x80 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn property(name: &str, value: String) -> Value {
    json!({"name": name, "value": value})
}

fn component(package: &Package, references: &mut BTreeMap<String, u32>) -> Value {
    let purl = purl(package);
    // One package may be there in several ways.
    let times = references.entry(purl.clone()).or_default();
    *times += 1;
    let reference = if *times == 1 { purl.clone() } else { format!("{purl}#{times}") };
    let mut properties = vec![
        property("candor:kind", package.kind.name().to_owned()),
        property("candor:submitted", package.submitted.to_string()),
    ];
    properties.extend(package.requirement.clone().map(|requirement| property("candor:requirement", requirement)));
    let occurrences: Vec<Value> = package.paths.iter().map(|path| json!({"location": path})).collect();
    let mut component = json!({
        "type": if package.kind == PackageKind::Own { "application" } else { "library" },
        "bom-ref": reference,
        "name": package.name,
        "scope": if package.development { "optional" } else { "required" },
        "purl": purl,
        "evidence": {"occurrences": occurrences},
        "properties": properties,
    });
    for (key, value) in [("group", &package.namespace), ("version", &package.version)] {
        if let Some(value) = value {
            component[key] = Value::from(value.as_str());
        }
    }
    component
}

/// The package URL: type, namespace and name in the form that the type has, all but unreserved characters percent-encoded.
pub fn purl(package: &Package) -> String {
    let lower = matches!(package.ecosystem.as_str(), "npm" | "golang" | "pypi");
    let cased = |text: &str| if lower { text.to_lowercase() } else { text.to_owned() };
    let name = match package.ecosystem.as_str() {
        "pypi" => cased(&package.name).replace('_', "-"),
        _ => cased(&package.name),
    };
    // Encoded, a character cannot act: here it stands as it was, where a report shows it escaped.
    let part = |text: &str| encode(&unescape(text).unwrap_or_else(|| text.as_bytes().to_vec()), b":");
    let namespace = package.namespace.iter().flat_map(|namespace| namespace.split('/')).filter(|part| !part.is_empty());
    let path: String = namespace.map(|segment| format!("{}/", part(&cased(segment)))).collect();
    let version = package.version.as_ref().map(|version| format!("@{}", part(version))).unwrap_or_default();
    format!("pkg:{}/{path}{}{version}", package.ecosystem, part(&name))
}

#[cfg(test)]
mod tests {
    use super::purl;
    use crate::report::model::{Package, PackageKind};

    #[test]
    fn package_urls_have_the_form_of_their_type() {
        for (ecosystem, namespace, name, version, expected) in [
            ("npm", Some("@Angular"), "Core", Some("1.2.3-rc.1+b"), "pkg:npm/%40angular/core@1.2.3-rc.1%2Bb"),
            ("pypi", None, "Typing_Extensions", None, "pkg:pypi/typing-extensions"),
            ("golang", Some("github.com/Azure"), "go-ansiterm", Some("v0.1.0"), "pkg:golang/github.com/azure/go-ansiterm@v0.1.0"),
            ("maven", Some("org.Example"), "Tool", Some("1:2 3"), "pkg:maven/org.Example/Tool@1:2%203"),
            ("npm", None, "\\u{202e}a\\\\", None, "pkg:npm/%E2%80%AEa%5C"),
            ("generic", None, "a/b?c#d%", None, "pkg:generic/a%2Fb%3Fc%23d%25"),
        ] {
            let package = Package {
                kind: PackageKind::Declared,
                ecosystem: ecosystem.to_owned(),
                namespace: namespace.map(str::to_owned),
                name: name.to_owned(),
                version: version.map(str::to_owned),
                requirement: None,
                development: false,
                submitted: false,
                paths: Vec::new(),
            };
            assert_eq!(purl(&package), expected);
        }
    }
}
