/* The display's driver, as an extension module of Python. */
#include <Python.h>
#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define DISPLAY_HOST "203.0.113.40"
#define DISPLAY_PORT 7600

static int open_display(void)
{
    struct sockaddr_in to;
    int wire = socket(AF_INET, SOCK_STREAM, 0);

    memset(&to, 0, sizeof(to));
    to.sin_family = AF_INET;
    to.sin_port = htons(DISPLAY_PORT);
    inet_pton(AF_INET, DISPLAY_HOST, &to.sin_addr);
    if (connect(wire, (struct sockaddr *)&to, sizeof(to)) != 0) {
        close(wire);
        return -1;
    }
    return wire;
}

static void send_all(int wire, const char *from, size_t left)
{
    while (left > 0) {
        ssize_t sent = send(wire, from, left, 0);
        if (sent <= 0)
            return;
        from += sent;
        left -= (size_t)sent;
    }
}

static PyObject *display_push(PyObject *self, PyObject *args)
{
    const char *topic;
    const char *body;
    Py_ssize_t size;
    int wire;

    if (!PyArg_ParseTuple(args, "sy#", &topic, &body, &size))
        return NULL;
    wire = open_display();
    if (wire >= 0) {
        send_all(wire, body, (size_t)size);
        close(wire);
    }
    Py_RETURN_NONE;
}

static PyObject *display_measure(PyObject *self, PyObject *text)
{
    char size[16];
    int wire = open_display();

    snprintf(size, sizeof(size), "%zd", PyUnicode_GetLength(text));
    if (wire >= 0) {
        send(wire, size, strlen(size), 0);
        close(wire);
    }
    Py_RETURN_NONE;
}

static PyMethodDef display_methods[] = {
    {"push", display_push, METH_VARARGS, "Shows a body under a topic."},
    {"measure", display_measure, METH_O, "Shows the length of a text."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef display_module = {
    PyModuleDef_HEAD_INIT, "_display", NULL, -1, display_methods,
};

PyMODINIT_FUNC PyInit__display(void)
{
    return PyModule_Create(&display_module);
}
