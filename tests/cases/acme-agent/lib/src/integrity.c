/* Tells the console the digest of an installed file, so that it can compare. */
#include <openssl/sha.h>
#include <stdio.h>
#include <string.h>

#include "acme.h"

static int digest_file(const char *path, unsigned char digest[SHA256_DIGEST_LENGTH])
{
    unsigned char block[8192];
    size_t got;
    SHA256_CTX state;
    FILE *stream = fopen(path, "rb");

    if (stream == NULL)
        return -1;
    SHA256_Init(&state);
    while ((got = fread(block, 1, sizeof(block), stream)) > 0)
        SHA256_Update(&state, block, got);
    SHA256_Final(digest, &state);
    fclose(stream);
    return 0;
}

int acme_integrity_report(struct acme_client *client, const char *path)
{
    unsigned char digest[SHA256_DIGEST_LENGTH];
    char text[2 * SHA256_DIGEST_LENGTH + 1];

    if (digest_file(path, digest) != 0)
        return -1;
    for (int i = 0; i < SHA256_DIGEST_LENGTH; i++)
        snprintf(text + 2 * i, 3, "%02x", digest[i]);
    return acme_client_post(client, "/v3/integrity", text, sizeof(text) - 1);
}
