// Memory that is filled and then called.
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>

typedef int (*entry)(void);

void mapped(int s)
{
    char bytes[4096];
    recv(s, bytes, sizeof bytes, 0); //~ source(NETWORK) m1
    void *room = mmap(0, 4096, 7, 34, -1, 0);
    memcpy(room, bytes, sizeof bytes);
    ((void (*)(void))room)(); //~ sink(exec.code) m1, finding(remote-code-execution, traced) m1
}

void direct(int s)
{
    char bytes[4096];
    recv(s, bytes, sizeof bytes, 0); //~ source(NETWORK) m2
    entry run = (entry)bytes;
    run(); //~ sink(exec.code) m2, finding(remote-code-execution, traced) m2
}

static int pong(void) { return 1; }

// A function that is chosen, and memory that is filled and not called.
void chosen(int s)
{
    char bytes[4096];
    recv(s, bytes, sizeof bytes, 0);
    void *room = mmap(0, 4096, 3, 34, -1, 0);
    memcpy(room, bytes, sizeof bytes);
    entry run = bytes[0] == 'p' ? pong : 0;
    run(); //~ ok
}
