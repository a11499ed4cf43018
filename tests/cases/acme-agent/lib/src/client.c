/* HTTPS to the console, on libcurl. */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "acme.h"

struct acme_client {
    CURL *curl;
    char server[256];
};

static void apply_tls(CURL *curl)
{
    const char *bundle = getenv("ACME_CA_FILE");

    if (bundle != NULL)
        curl_easy_setopt(curl, CURLOPT_CAINFO, bundle);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
}

struct acme_client *acme_client_new(const char *server)
{
    struct acme_client *client = calloc(1, sizeof(*client));

    if (client == NULL)
        return NULL;
    client->curl = curl_easy_init();
    if (client->curl == NULL) {
        free(client);
        return NULL;
    }
    snprintf(client->server, sizeof(client->server), "%s", server);
    apply_tls(client->curl);
    return client;
}

int acme_client_post(struct acme_client *client, const char *path, const char *body, size_t length)
{
    char url[512];
    CURLcode status;

    snprintf(url, sizeof(url), "%s%s", client->server, path);
    curl_easy_setopt(client->curl, CURLOPT_URL, url);
    curl_easy_setopt(client->curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(client->curl, CURLOPT_POSTFIELDSIZE, (long)length);
    status = curl_easy_perform(client->curl);
    if (status != CURLE_OK)
        acme_log("post %s: %s", path, curl_easy_strerror(status));
    return status == CURLE_OK ? 0 : -1;
}

void acme_client_free(struct acme_client *client)
{
    if (client == NULL)
        return;
    curl_easy_cleanup(client->curl);
    free(client);
}
