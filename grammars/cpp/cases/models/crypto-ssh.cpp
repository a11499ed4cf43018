// Cryptography and SSH.
#include <cryptopp/filters.h>

void pumped(int s) {
    std::string out;
    CryptoPP::StringSource source(getenv("T"), true, new CryptoPP::StringSink(out)); //~ source(ENVIRONMENT) f1
    send(s, out.c_str(), 9, 0); //~ sink(egress.socket) f1, finding(traced) f1
}

void pumped_file(int s) {
    std::string out;
    CryptoPP::FileSource source("/etc/hosts", true, new CryptoPP::StringSink(out)); //~ source(FILE) f2, capability(FILES)
    send(s, out.c_str(), 9, 0); //~ sink(egress.socket) f2, finding(traced) f2
}

void pumped_encoded(int s) {
    std::string out;
    CryptoPP::StringSource source(getenv("T"), true, new CryptoPP::HexEncoder(new CryptoPP::StringSink(out))); //~ source(ENVIRONMENT) f3
    send(s, out.c_str(), 9, 0); //~ sink(egress.socket) f3, finding(traced) f3
}

void pumped_encrypted(int s, CryptoPP::CBC_Mode<CryptoPP::AES>::Encryption &e) {
    std::string out;
    CryptoPP::StringSource source(getenv("T"), true, //~ source(ENVIRONMENT) f4
        new CryptoPP::StreamTransformationFilter(e, new CryptoPP::StringSink(out)));
    send(s, out.c_str(), 9, 0); //~ sink(egress.socket) f4, finding(traced) f4
}

void encrypted(int s, CryptoPP::CFB_Mode<CryptoPP::AES>::Encryption &e) {
    char out[64];
    e.ProcessData(out, getenv("T"), 9); //~ source(ENVIRONMENT) f5
    send(s, out, 64, 0); //~ sink(egress.socket) f5, finding(traced) f5
}

void pumped_constants(int s, CryptoPP::CBC_Mode<CryptoPP::AES>::Encryption &e) {
    std::string out;
    char block[64];
    CryptoPP::StringSource source("x", true, new CryptoPP::StringSink(out)); //~ ok
    auto file = CryptoPP::FileSource("/etc/hosts", true); //~ ok
    CryptoPP::StringSource again("x", true, new CryptoPP::HexEncoder(new CryptoPP::StringSink(out))); //~ ok
    auto filter = new CryptoPP::StreamTransformationFilter(e, new CryptoPP::StringSink(out)); //~ ok
    e.ProcessData(block, "x", 1); //~ ok
    send(s, block, 64, 0); //~ ok
    send(s, out.c_str(), 9, 0); //~ ok
}

void digest(int s, CryptoPP::SHA256 &h) {
    char out[32];
    int n = h.CalculateDigest(out, getenv("T"), 9); //~ ok
    send(s, out, 32, 0); //~ ok
    send(s, &n, 4, 0); //~ ok
}

void encoded(int s) {
    send(s, Botan::hex_encode(getenv("T")).c_str(), 9, 0); //~ source(ENVIRONMENT) f8, sink(egress.socket) f8, finding(traced) f8
}

void botan_encrypted(int s, Botan::Cipher_Mode &m, Botan::PK_Encryptor &p) {
    auto out = m.encrypt(getenv("T")); //~ source(ENVIRONMENT) f9
    send(s, out.data(), 9, 0); //~ sink(egress.socket) f9, finding(traced) f9
}

void botan_public(int s, Botan::PK_Encryptor &p) {
    auto out = p.encrypt(getenv("T"), rng); //~ source(ENVIRONMENT) f10
    send(s, out.data(), 9, 0); //~ sink(egress.socket) f10, finding(traced) f10
}

void botan_digest(int s, Botan::HashFunction &h) {
    auto out = h.process(getenv("T")); //~ ok
    send(s, out.data(), 9, 0); //~ ok
}

void botan_tls(Botan::TLS::Client &c) {
    c.send(getenv("T")); //~ source(ENVIRONMENT) f12, sink(egress.socket) f12, finding(traced) f12, capability(NETWORK)
    c.send("x"); //~ ok
}

void botan_key(int s) {
    auto key = Botan::PKCS8::load_key("key.pem"); //~ source(CREDENTIAL) f13, capability(CREDENTIALS)
    send(s, key.get(), 9, 0); //~ sink(egress.socket) f13, finding(traced) f13
    auto unsent = Botan::PKCS8::load_key("key.pem"); //~ ok
}

void botan_constants(int s, Botan::Cipher_Mode &m, Botan::PK_Encryptor &p) {
    auto a = m.encrypt("x"); //~ ok
    auto b = p.encrypt("x", rng); //~ ok
    send(s, a.data(), b.size(), 0); //~ ok
    send(s, b.data(), 9, 0); //~ ok
    send(s, Botan::hex_encode("x").c_str(), 9, 0); //~ ok
}

void shell(ssh::Channel &c) {
    c.write(getenv("T"), 9); //~ source(ENVIRONMENT) f15, sink(egress.ssh) f15, finding(traced) f15, capability(NETWORK)
    c.write("x", 1); //~ ok
}

void shell_command(ssh::Channel &c) {
    c.requestExec(getenv("T")); //~ source(ENVIRONMENT) f16, sink(egress.ssh) f16, finding(traced) f16, capability(NETWORK)
    c.requestExec("id"); //~ ok
}

void shell_read(ssh::Channel &c, ssh::Session &session) {
    char b[64];
    session.connect(); //~ capability(NETWORK)
    c.read(b, 64); //~ source(NETWORK) f17, capability(NETWORK)
    system(b); //~ sink(exec.command) f17, finding(traced) f17
    c.read(b, 64); //~ ok
    session.connect(); //~ ok
}

void base64(int s) {
    std::string t = base64_encode(getenv("T"), 9); //~ source(ENVIRONMENT) f18
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f18, finding(traced) f18
    send(s, base64_encode("x", 1).c_str(), 9, 0); //~ ok
}
