/* The library's log. Local only. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "acme.h"

#define LOG_FILE "/var/log/acme/libacme.log"

void acme_log(const char *format, ...)
{
    va_list arguments;
    FILE *stream = fopen(LOG_FILE, "a");
    const char *user = getenv("USER");

    if (stream == NULL)
        return;
    fprintf(stream, "%ld [%s] ", (long)time(NULL), user != NULL ? user : "?");
    va_start(arguments, format);
    vfprintf(stream, format, arguments);
    va_end(arguments);
    fputc('\n', stream);
    fclose(stream);
}
