#include <openssl/ssl.h>
#include <gnutls/gnutls.h>
#include <mbedtls/ssl.h>
#include <libssh/libssh.h>
#include <libssh2.h>
#include <stdlib.h>
#include <sys/socket.h>

void out_SSL_write_1(SSL *ssl) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) t1
    SSL_write(ssl, line, 4); //~ sink(egress.socket) t1, finding(traced) t1, capability(NETWORK)
}

void quiet_SSL_write_1(SSL *ssl) {
    SSL_write(ssl, "ping", 4); //~ ok
}

void out_SSL_write_ex_2(SSL *ssl, size_t *n) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) t2
    SSL_write_ex(ssl, line, 4, n); //~ sink(egress.socket) t2, finding(traced) t2, capability(NETWORK)
}

void quiet_SSL_write_ex_2(SSL *ssl, size_t *n) {
    SSL_write_ex(ssl, "ping", 4, n); //~ ok
}

void in_SSL_read_3(SSL *ssl) {
    char buf[64];
    SSL_read(ssl, buf, sizeof buf); //~ source(NETWORK) t3, capability(NETWORK)
    system(buf); //~ sink(exec.command) t3, finding(traced) t3
}

void dropped_SSL_read_3(SSL *ssl) {
    char buf[64];
    SSL_read(ssl, buf, sizeof buf); //~ ok
}

void out_BIO_write_4(BIO *bio) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) t4
    BIO_write(bio, line, 4); //~ sink(egress.socket) t4, finding(traced) t4, capability(NETWORK)
}

void quiet_BIO_write_4(BIO *bio) {
    BIO_write(bio, "ping", 4); //~ ok
}

void in_BIO_read_5(BIO *bio) {
    char buf[64];
    BIO_read(bio, buf, sizeof buf); //~ source(NETWORK) t5, capability(NETWORK)
    system(buf); //~ sink(exec.command) t5, finding(traced) t5
}

void dropped_BIO_read_5(BIO *bio) {
    char buf[64];
    BIO_read(bio, buf, sizeof buf); //~ ok
}

void passed_EVP_EncryptUpdate_6(EVP_CIPHER_CTX *c, unsigned char *out, int n, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) t6
    EVP_EncryptUpdate(c, out, &n, secret, 4);
    send(s, out, 10, 0); //~ sink(egress.socket) t6, finding(traced) t6
}

void plain_EVP_EncryptUpdate_6(EVP_CIPHER_CTX *c, unsigned char *out, int n) {
    EVP_EncryptUpdate(c, out, &n, "ping", 4); //~ ok
}

void passed_EVP_DecryptUpdate_7(EVP_CIPHER_CTX *c, unsigned char *out, int n, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) t7
    EVP_DecryptUpdate(c, out, &n, secret, 4);
    send(s, out, 10, 0); //~ sink(egress.socket) t7, finding(traced) t7
}

void plain_EVP_DecryptUpdate_7(EVP_CIPHER_CTX *c, unsigned char *out, int n) {
    EVP_DecryptUpdate(c, out, &n, "ping", 4); //~ ok
}

void passed_EVP_EncodeBlock_8(unsigned char *out, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) t8
    EVP_EncodeBlock(out, secret, 4);
    send(s, out, 10, 0); //~ sink(egress.socket) t8, finding(traced) t8
}

void plain_EVP_EncodeBlock_8(unsigned char *out) {
    EVP_EncodeBlock(out, "ping", 4); //~ ok
}

void passed_EVP_EncodeUpdate_9(EVP_ENCODE_CTX *c, unsigned char *out, int n, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) t9
    EVP_EncodeUpdate(c, out, &n, secret, 4);
    send(s, out, 10, 0); //~ sink(egress.socket) t9, finding(traced) t9
}

void plain_EVP_EncodeUpdate_9(EVP_ENCODE_CTX *c, unsigned char *out, int n) {
    EVP_EncodeUpdate(c, out, &n, "ping", 4); //~ ok
}

void passed_RSA_public_encrypt_10(RSA *k, unsigned char *out, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) t10
    RSA_public_encrypt(4, secret, out, k, 1);
    send(s, out, 10, 0); //~ sink(egress.socket) t10, finding(traced) t10
}

void plain_RSA_public_encrypt_10(RSA *k, unsigned char *out) {
    RSA_public_encrypt(4, "ping", out, k, 1); //~ ok
}

void passed_EVP_PKEY_encrypt_11(EVP_PKEY_CTX *c, unsigned char *out, size_t n, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) t11
    EVP_PKEY_encrypt(c, out, &n, secret, 4);
    send(s, out, 10, 0); //~ sink(egress.socket) t11, finding(traced) t11
}

void plain_EVP_PKEY_encrypt_11(EVP_PKEY_CTX *c, unsigned char *out, size_t n) {
    EVP_PKEY_encrypt(c, out, &n, "ping", 4); //~ ok
}

void passed_AES_cbc_encrypt_12(unsigned char *out, AES_KEY *k, unsigned char *iv, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) t12
    AES_cbc_encrypt(secret, out, 16, k, iv, 1);
    send(s, out, 10, 0); //~ sink(egress.socket) t12, finding(traced) t12
}

void plain_AES_cbc_encrypt_12(unsigned char *out, AES_KEY *k, unsigned char *iv) {
    AES_cbc_encrypt("ping", out, 16, k, iv, 1); //~ ok
}

void tells_SHA1_13(int s) {
    char *secret = getenv("HOME"); //~ ok
    int n = SHA256(secret, 4, NULL); //~ ok
    send(s, &n, sizeof n, 0); //~ ok
}

void tells_EVP_DigestSignUpdate_14(int s) {
    char *secret = getenv("HOME"); //~ ok
    int n = HMAC(NULL, "k", 1, secret, 4, NULL, NULL); //~ ok
    send(s, &n, sizeof n, 0); //~ ok
}

void out_gnutls_record_send_15(gnutls_session_t c) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) t15
    gnutls_record_send(c, line, 4); //~ sink(egress.socket) t15, finding(traced) t15, capability(NETWORK)
}

void quiet_gnutls_record_send_15(gnutls_session_t c) {
    gnutls_record_send(c, "ping", 4); //~ ok
}

void in_gnutls_record_recv_16(gnutls_session_t c) {
    char buf[64];
    gnutls_record_recv(c, buf, sizeof buf); //~ source(NETWORK) t16, capability(NETWORK)
    system(buf); //~ sink(exec.command) t16, finding(traced) t16
}

void dropped_gnutls_record_recv_16(gnutls_session_t c) {
    char buf[64];
    gnutls_record_recv(c, buf, sizeof buf); //~ ok
}

void out_mbedtls_ssl_write_17(mbedtls_ssl_context *c) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) t17
    mbedtls_ssl_write(c, line, 4); //~ sink(egress.socket) t17, finding(traced) t17, capability(NETWORK)
}

void quiet_mbedtls_ssl_write_17(mbedtls_ssl_context *c) {
    mbedtls_ssl_write(c, "ping", 4); //~ ok
}

void in_mbedtls_ssl_read_18(mbedtls_ssl_context *c) {
    char buf[64];
    mbedtls_ssl_read(c, buf, sizeof buf); //~ source(NETWORK) t18, capability(NETWORK)
    system(buf); //~ sink(exec.command) t18, finding(traced) t18
}

void dropped_mbedtls_ssl_read_18(mbedtls_ssl_context *c) {
    char buf[64];
    mbedtls_ssl_read(c, buf, sizeof buf); //~ ok
}

void out_mbedtls_net_send_19(void *c) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) t19
    mbedtls_net_send(c, line, 4); //~ sink(egress.socket) t19, finding(traced) t19, capability(NETWORK)
}

void quiet_mbedtls_net_send_19(void *c) {
    mbedtls_net_send(c, "ping", 4); //~ ok
}

void in_mbedtls_net_recv_20(void *c) {
    char buf[64];
    mbedtls_net_recv(c, buf, sizeof buf); //~ source(NETWORK) t20, capability(NETWORK)
    system(buf); //~ sink(exec.command) t20, finding(traced) t20
}

void dropped_mbedtls_net_recv_20(void *c) {
    char buf[64];
    mbedtls_net_recv(c, buf, sizeof buf); //~ ok
}

void passed_mbedtls_base64_encode_21(unsigned char *out, size_t n, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) t21
    mbedtls_base64_encode(out, 64, &n, secret, 4);
    send(s, out, 10, 0); //~ sink(egress.socket) t21, finding(traced) t21
}

void plain_mbedtls_base64_encode_21(unsigned char *out, size_t n) {
    mbedtls_base64_encode(out, 64, &n, "ping", 4); //~ ok
}

void passed_mbedtls_cipher_update_22(void *c, unsigned char *out, size_t n, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) t22
    mbedtls_cipher_update(c, secret, 4, out, &n);
    send(s, out, 10, 0); //~ sink(egress.socket) t22, finding(traced) t22
}

void plain_mbedtls_cipher_update_22(void *c, unsigned char *out, size_t n) {
    mbedtls_cipher_update(c, "ping", 4, out, &n); //~ ok
}

void passed_mbedtls_aes_crypt_cbc_23(void *c, unsigned char *iv, unsigned char *out, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) t23
    mbedtls_aes_crypt_cbc(c, 1, 16, iv, secret, out);
    send(s, out, 10, 0); //~ sink(egress.socket) t23, finding(traced) t23
}

void plain_mbedtls_aes_crypt_cbc_23(void *c, unsigned char *iv, unsigned char *out) {
    mbedtls_aes_crypt_cbc(c, 1, 16, iv, "ping", out); //~ ok
}

void out_wolfSSL_write_24(void *c) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) t24
    wolfSSL_write(c, line, 4); //~ sink(egress.socket) t24, finding(traced) t24, capability(NETWORK)
}

void quiet_wolfSSL_write_24(void *c) {
    wolfSSL_write(c, "ping", 4); //~ ok
}

void in_wolfSSL_read_25(void *c) {
    char buf[64];
    wolfSSL_read(c, buf, sizeof buf); //~ source(NETWORK) t25, capability(NETWORK)
    system(buf); //~ sink(exec.command) t25, finding(traced) t25
}

void dropped_wolfSSL_read_25(void *c) {
    char buf[64];
    wolfSSL_read(c, buf, sizeof buf); //~ ok
}

void out_ssh_channel_write_26(ssh_channel c) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) t26
    ssh_channel_write(c, line, 4); //~ sink(egress.ssh) t26, finding(traced) t26, capability(NETWORK)
}

void quiet_ssh_channel_write_26(ssh_channel c) {
    ssh_channel_write(c, "ping", 4); //~ ok
}

void in_ssh_channel_read_27(ssh_channel c) {
    char buf[64];
    ssh_channel_read(c, buf, sizeof buf, 0); //~ source(NETWORK) t27, capability(NETWORK)
    system(buf); //~ sink(exec.command) t27, finding(traced) t27
}

void dropped_ssh_channel_read_27(ssh_channel c) {
    char buf[64];
    ssh_channel_read(c, buf, sizeof buf, 0); //~ ok
}

void out_ssh_channel_request_exec_28(ssh_channel c) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) t28
    ssh_channel_request_exec(c, line); //~ sink(egress.ssh) t28, finding(traced) t28, capability(NETWORK)
}

void quiet_ssh_channel_request_exec_28(ssh_channel c) {
    ssh_channel_request_exec(c, "ping"); //~ ok
}

void out_sftp_write_29(sftp_file c) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) t29
    sftp_write(c, line, 4); //~ sink(egress.ssh) t29, finding(traced) t29, capability(NETWORK)
}

void quiet_sftp_write_29(sftp_file c) {
    sftp_write(c, "ping", 4); //~ ok
}

void in_sftp_read_30(sftp_file c) {
    char buf[64];
    sftp_read(c, buf, sizeof buf); //~ source(NETWORK) t30, capability(NETWORK)
    system(buf); //~ sink(exec.command) t30, finding(traced) t30
}

void dropped_sftp_read_30(sftp_file c) {
    char buf[64];
    sftp_read(c, buf, sizeof buf); //~ ok
}

void out_ssh_scp_write_31(ssh_scp c) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) t31
    ssh_scp_write(c, line, 4); //~ sink(egress.ssh) t31, finding(traced) t31, capability(NETWORK)
}

void quiet_ssh_scp_write_31(ssh_scp c) {
    ssh_scp_write(c, "ping", 4); //~ ok
}

void out_libssh2_channel_write_32(LIBSSH2_CHANNEL *c) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) t32
    libssh2_channel_write(c, line, 4); //~ sink(egress.ssh) t32, finding(traced) t32, capability(NETWORK)
}

void quiet_libssh2_channel_write_32(LIBSSH2_CHANNEL *c) {
    libssh2_channel_write(c, "ping", 4); //~ ok
}

void out_libssh2_channel_write_ex_33(LIBSSH2_CHANNEL *c) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) t33
    libssh2_channel_write_ex(c, 0, line, 4); //~ sink(egress.ssh) t33, finding(traced) t33, capability(NETWORK)
}

void quiet_libssh2_channel_write_ex_33(LIBSSH2_CHANNEL *c) {
    libssh2_channel_write_ex(c, 0, "ping", 4); //~ ok
}

void in_libssh2_channel_read_34(LIBSSH2_CHANNEL *c) {
    char buf[64];
    libssh2_channel_read(c, buf, sizeof buf); //~ source(NETWORK) t34, capability(NETWORK)
    system(buf); //~ sink(exec.command) t34, finding(traced) t34
}

void dropped_libssh2_channel_read_34(LIBSSH2_CHANNEL *c) {
    char buf[64];
    libssh2_channel_read(c, buf, sizeof buf); //~ ok
}

void passed_crypto_secretbox_easy_35(unsigned char *out, unsigned char *n, unsigned char *k, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) t35
    crypto_secretbox_easy(out, secret, 4, n, k);
    send(s, out, 10, 0); //~ sink(egress.socket) t35, finding(traced) t35
}

void plain_crypto_secretbox_easy_35(unsigned char *out, unsigned char *n, unsigned char *k) {
    crypto_secretbox_easy(out, "ping", 4, n, k); //~ ok
}

void passed_sodium_bin2base64_36(char *out, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) t36
    sodium_bin2base64(out, 64, secret, 4, 1);
    send(s, out, 10, 0); //~ sink(egress.socket) t36, finding(traced) t36
}

void plain_sodium_bin2base64_36(char *out) {
    sodium_bin2base64(out, 64, "ping", 4, 1); //~ ok
}

void sent_PEM_read_PrivateKey_37(FILE *f, int s) {
    void *key = PEM_read_PrivateKey(f, NULL, NULL, NULL); //~ source(CREDENTIAL) t37, capability(CREDENTIALS)
    send(s, key, 10, 0); //~ sink(egress.socket) t37, finding(traced) t37
}

void kept_PEM_read_PrivateKey_37(FILE *f) {
    void *key = PEM_read_PrivateKey(f, NULL, NULL, NULL); //~ ok
}

void sent_secret_password_lookup_sync_38(void *schema, int s) {
    char *p = secret_password_lookup_sync(schema, NULL, NULL, NULL); //~ source(CREDENTIAL) t38, capability(CREDENTIALS)
    send(s, p, 10, 0); //~ sink(egress.socket) t38, finding(traced) t38
}

void kept_secret_password_lookup_sync_38(void *schema) {
    char *p = secret_password_lookup_sync(schema, NULL, NULL, NULL); //~ ok
}

void memory_BIO_s_mem_50(int s) {
    char buf[64];
    BIO *bio = BIO_new(BIO_s_mem());
    BIO_write(bio, getenv("A"), 4); //~ source(ENVIRONMENT) t50
    BIO_read(bio, buf, sizeof buf);
    send(s, buf, 64, 0); //~ sink(egress.socket) t50, finding(traced) t50
}

void stays_BIO_s_mem_50(void) {
    char buf[64];
    BIO *bio = BIO_new(BIO_s_mem()); //~ ok
    BIO_write(bio, getenv("A"), 4); //~ ok
    BIO_read(bio, buf, sizeof buf);
    system(buf);
}

void encoded_BIO_push_51(int s) {
    char *text;
    BIO *filter = BIO_new(BIO_f_base64());
    BIO *memory = BIO_new(BIO_s_mem());
    BIO *chain = BIO_push(filter, memory);
    BIO_write(chain, getenv("A"), 4); //~ source(ENVIRONMENT) t51
    BIO_get_mem_data(memory, &text);
    send(s, text, 64, 0); //~ sink(egress.socket) t51, finding(traced) t51
}

void filtered_BIO_push_52(BIO *wire) {
    BIO *chain = BIO_push(BIO_new(BIO_f_base64()), wire);
    BIO_write(chain, getenv("A"), 4); //~ source(ENVIRONMENT) t52, sink(egress.socket) t52, finding(traced) t52
}

void lone_BIO_f_base64_53(void) {
    char *text;
    BIO *filter = BIO_new(BIO_f_base64()); //~ ok
    BIO_write(filter, getenv("A"), 4); //~ ok
    BIO *chain = BIO_push(filter, BIO_new(BIO_s_mem())); //~ ok
    BIO_get_mem_data(chain, &text); //~ ok
}

void buffer_BIO_new_mem_buf_54(int s) {
    char buf[64];
    BIO *bio = BIO_new_mem_buf(getenv("A"), 4); //~ source(ENVIRONMENT) t54
    BIO_gets(bio, buf, sizeof buf);
    send(s, buf, 64, 0); //~ sink(egress.socket) t54, finding(traced) t54
}

void quiet_BIO_new_mem_buf_54(int s) {
    char buf[64];
    BIO *bio = BIO_new_mem_buf("ping", 4); //~ ok
    BIO_gets(bio, buf, sizeof buf);
    send(s, buf, 64, 0); //~ ok
}

void sent_BIO_new_file_90(int s) {
    char buf[64];
    BIO *file = BIO_new_file("/etc/shadow", "r"); //~ source(FILE) t90, capability(FILES)
    BIO_read(file, buf, sizeof buf);
    send(s, buf, 64, 0); //~ sink(egress.socket) t90, finding(traced) t90
}

void written_BIO_new_file_91(int s) {
    char buf[64];
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) t91
    BIO *file = BIO_new_file("/tmp/a", "w");
    BIO_write(file, buf, 64); //~ sink(file.write) t91, finding(download-to-file, traced) t91, capability(FILE_WRITE)
}

void kept_BIO_new_file_91(void) {
    BIO *file = BIO_new_file("/tmp/a", "w"); //~ ok
    BIO_write(file, getenv("A"), 4); //~ ok
}

void written_BIO_new_fp_92(int s) {
    char buf[64];
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) t92
    BIO *file = BIO_new_fp(stdout, 0); //~ ok
    BIO_write(file, buf, 64); //~ sink(file.write) t92, finding(download-to-file, traced) t92
    BIO_write(file, getenv("A"), 4); //~ ok
}

// Where a handle may be either, nothing is known of it, and it may lead out.
static void put_93(BIO *bio, const char *text) {
    BIO_write(bio, text, 4); //~ sink(egress.socket) t93, finding(traced) t93
}

void either_BIO_new_connect_93(void) {
    put_93(BIO_new(BIO_s_mem()), "ping"); //~ ok
    put_93(BIO_new_connect("collector.example:1"), "ping"); //~ ok
    put_93(BIO_new_connect("collector.example:1"), getenv("A")); //~ source(ENVIRONMENT) t93
}
