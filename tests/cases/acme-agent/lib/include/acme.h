#ifndef ACME_H
#define ACME_H

#include <stddef.h>

#define ACME_VERSION "3.4.1"
#define ACME_SERVER "https://fleet.acme.example"

/* One thing that was looked at, on its way to the console. */
struct acme_sample {
    char name[64];
    char *data;
    size_t length;
};

/* client.c */
struct acme_client;
struct acme_client *acme_client_new(const char *server);
int acme_client_post(struct acme_client *client, const char *path, const char *body, size_t length);
void acme_client_free(struct acme_client *client);

/* collect.c */
int acme_collect(struct acme_sample *sample, const char *path);
void acme_sample_clear(struct acme_sample *sample);

/* telemetry.c */
int acme_telemetry_run(struct acme_client *client);

/* beacon.c */
int acme_online(void);
int acme_beacon(void);

/* remote.c */
int acme_remote_session(const char *host, const char *port);

/* integrity.c */
int acme_integrity_report(struct acme_client *client, const char *path);

/* log.c */
void acme_log(const char *format, ...);

#endif
