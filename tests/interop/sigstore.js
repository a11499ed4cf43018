// Reads a Sigstore bundle with Sigstore's own verifier, the key brought along.
// usage: node sigstore.js BUNDLE PUBKEY.pem     exit: 0 accepted, 1 refused
const fs = require("fs");
const crypto = require("crypto");
const { bundleFromJSON } = require("@sigstore/bundle");
const { toSignedEntity, toTrustMaterial, Verifier } = require("@sigstore/verify");

const [bundlePath, keyPath] = process.argv.slice(2);
const pem = fs.readFileSync(keyPath, "utf8");
const der = crypto.createPublicKey(pem).export({ type: "spki", format: "der" });
const hint = crypto.createHash("sha256").update(der).digest("hex");
try {
  const bundle = bundleFromJSON(JSON.parse(fs.readFileSync(bundlePath, "utf8")));
  const nothing = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] };
  const trust = toTrustMaterial(nothing, { [hint]: { rawBytes: pem } });
  new Verifier(trust, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }).verify(toSignedEntity(bundle));
} catch (error) {
  console.error(`refused: ${error.message}`);
  process.exit(1);
}
console.log(`@sigstore/verify accepts ${bundlePath}`);
