#include <stdio.h>
#include <string.h>

#define COPY(to, from) strcpy((to), (from))

/* Two unsafe copies, one safe one, one of a macro; one safe and one unsafe format. */
void join(char *out, size_t size, const char *first, const char *last) {
    strcpy(out, first);
    strcat(out, last);
    strlcpy(out, first, size);
    COPY(out, last);
    snprintf(out, size, "%s %s", first, last);
    sprintf(out, "%s", last);
}

/* The name in a string and in a comment, strcpy(), is no call. */
const char *help = "strcpy(a, b)";
