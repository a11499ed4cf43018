/* Reads one file into a sample. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "acme.h"

#define MAX_SAMPLE (1 << 20)

int acme_collect(struct acme_sample *sample, const char *path)
{
    FILE *stream = fopen(path, "rb");

    if (stream == NULL)
        return -1;
    sample->data = malloc(MAX_SAMPLE);
    if (sample->data == NULL) {
        fclose(stream);
        return -1;
    }
    sample->length = fread(sample->data, 1, MAX_SAMPLE, stream);
    snprintf(sample->name, sizeof(sample->name), "%s", path);
    fclose(stream);
    return 0;
}

void acme_sample_clear(struct acme_sample *sample)
{
    free(sample->data);
    memset(sample, 0, sizeof(*sample));
}
