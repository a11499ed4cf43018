// Which key was pressed is told by what stands in a table under its code.
#include <fcntl.h>
#include <linux/input.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *names[] = {"A", "B"};

void sent(int wire, int device) {
    struct input_event event;
    while (read(device, &event, sizeof event) > 0) { //~ source(KEYSTROKE) k1
        if (event.type == EV_KEY) send(wire, names[event.code], 1, 0); //~ sink(egress.socket) k1, finding(keystroke-capture, traced) k1
    }
}

void counted(int wire, int device) {
    struct input_event event;
    int count = 0;
    while (read(device, &event, sizeof event) > 0) { //~ ok
        if (event.type == EV_KEY) count++;
        send(wire, names[count], 1, 0); //~ ok
    }
}
