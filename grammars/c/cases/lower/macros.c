#include "local.h"
#include <sys/socket.h>
#define PORT 0x1F
#define NEGATIVE (-1)
#define HOST "collector." "example:4433" /* where */
#define URL "https://" HOST
#define ALIAS real_send
#define FLAG
#define SEND(fd, b) real_send((fd), b, strlen(b))
#define LOG(fmt, ...) fprintf(stderr, fmt, __VA_ARGS__)
#define BOTH(x) do { \
        first(x); \
        second(x); \
    } while (0)
#define PASTE(a, b) a##b

int run(int fd)
{
#if 0
    dead(fd);
#elif defined(WINDOWS)
    int mode = windows(fd);
#else
    int mode = other(fd);
#endif
    SEND(fd, HOST);
    return mode;
}
