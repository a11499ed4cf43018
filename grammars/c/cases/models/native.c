/* Native code that other languages call: the C API of CPython, Node-API. */
#include <Python.h>
#include <node_api.h>
#include <stdlib.h>
#include <sys/socket.h>

int wire;

static void out(const char *text)
{
    send(wire, text, 10, 0);
}

void parsed(PyObject *args)
{
    const char *topic, *text;
    PyObject *given[2];
    PyTuple_SetItem(args, 0, PyUnicode_FromString("topic"));
    PyTuple_SetItem(args, 1, PyUnicode_FromString(getenv("A"))); //~ source(ENVIRONMENT) f1
    PyArg_ParseTuple(args, "ss", &topic, &text);
    send(wire, topic, 10, 0); //~ ok
    send(wire, text, 10, 0); //~ sink(egress.socket) f1, finding(traced) f1
}

void parsed_sizes(PyObject *args)
{
    const char *text;
    int size;
    PyTuple_SetItem(args, 0, PyUnicode_FromString(getenv("A"))); //~ source(ENVIRONMENT) f2
    PyArg_ParseTuple(args, "s#", &text, &size);
    send(wire, text, size, 0); //~ sink(egress.socket) f2, finding(traced) f2
}

void parsed_keywords(PyObject *args, PyObject *keywords)
{
    static char *names[] = {"topic", "text", NULL};
    const char *topic, *text;
    PyTuple_SetItem(args, 1, PyUnicode_FromString(getenv("A"))); //~ source(ENVIRONMENT) f3
    PyArg_ParseTupleAndKeywords(args, keywords, "ss", names, &topic, &text);
    send(wire, topic, 10, 0); //~ ok
    send(wire, text, 10, 0); //~ sink(egress.socket) f3, finding(traced) f3
}

void unpacked(PyObject *args)
{
    PyObject *text;
    PyTuple_SetItem(args, 0, PyUnicode_FromString(getenv("A"))); //~ source(ENVIRONMENT) f4
    PyArg_UnpackTuple(args, "unpacked", 1, 1, &text);
    send(wire, PyUnicode_AsUTF8(text), 10, 0); //~ sink(egress.socket) f4, finding(traced) f4
}

void built(void)
{
    PyObject *text = Py_BuildValue("s", getenv("A")); //~ source(ENVIRONMENT) f5
    send(wire, PyBytes_AsString(text), 10, 0); //~ sink(egress.socket) f5, finding(traced) f5
    send(wire, PyBytes_AsString(Py_BuildValue("s", "text")), 10, 0); //~ ok
}

void buffers(void)
{
    char *text;
    int size;
    Py_buffer view;
    PyObject *bytes = PyBytes_FromString(getenv("A")); //~ source(ENVIRONMENT) f6
    PyObject *other = PyBytes_FromString(getenv("B")); //~ source(ENVIRONMENT) f7
    PyBytes_AsStringAndSize(bytes, &text, &size);
    send(wire, text, size, 0); //~ sink(egress.socket) f6, finding(traced) f6
    PyObject_GetBuffer(other, &view, 0);
    send(wire, view.buf, view.len, 0); //~ sink(egress.socket) f7, finding(traced) f7
}

void containers(void)
{
    PyObject *list = PyList_New(0);
    PyObject *dict = PyDict_New();
    PyList_Append(list, PyUnicode_FromString(getenv("A"))); //~ source(ENVIRONMENT) f8
    PyDict_SetItemString(dict, "secret", PyUnicode_FromString(getenv("B"))); //~ source(ENVIRONMENT) f9
    send(wire, PyUnicode_AsUTF8(PyList_GetItem(list, 0)), 10, 0); //~ sink(egress.socket) f8, finding(traced) f8
    send(wire, PyUnicode_AsUTF8(PyDict_GetItemString(dict, "secret")), 10, 0); //~ sink(egress.socket) f9, finding(traced) f9
    send(wire, PyUnicode_AsUTF8(PyDict_GetItemString(dict, "name")), 10, 0); //~ ok
}

void any_element(PyObject *args, int at)
{
    PyTuple_SetItem(args, 1, PyUnicode_FromString(getenv("A"))); //~ source(ENVIRONMENT) f13
    send(wire, PyUnicode_AsUTF8(PyTuple_GetItem(args, at)), 10, 0); //~ sink(egress.socket) f13, finding(traced) f13
    send(wire, PyUnicode_AsUTF8(PyTuple_GetItem(args, 0)), 10, 0); //~ ok
}

void length(void)
{
    char size[16];
    snprintf(size, sizeof(size), "%zd", PyUnicode_GetLength(PyUnicode_FromString(getenv("A")))); //~ ok
    send(wire, size, 10, 0); //~ ok
}

void runs(void)
{
    char text[100];
    recv(wire, text, 100, 0); //~ source(NETWORK) f10
    PyRun_SimpleString(text); //~ sink(exec.code) f10, finding(traced) f10, capability(DYNAMIC_CODE)
    PyRun_SimpleString("import os"); //~ ok
}

void silent(PyObject *args, PyObject *keywords)
{
    static char *names[] = {"text", NULL};
    char *text, *one;
    int size;
    Py_buffer view;
    PyObject *list = PyList_New(0);
    PyArg_ParseTuple(args, "s#", &text, &size); //~ ok
    PyArg_ParseTuple(args, "s", &one); //~ ok
    PyArg_ParseTupleAndKeywords(args, keywords, "s", names, &one); //~ ok
    PyArg_UnpackTuple(args, "silent", 1, 1, &list); //~ ok
    PyBytes_AsStringAndSize(PyUnicode_FromString("text"), &text, &size); //~ ok
    PyObject_GetBuffer(args, &view, 0); //~ ok
    PyList_Append(list, args); //~ ok
    PyTuple_SetItem(args, 0, list); //~ ok
    send(wire, text, size, 0); //~ ok
    send(wire, one, size, 0); //~ ok
    send(wire, view.buf, size, 0); //~ ok
}

void silent_addon(napi_env env, napi_callback_info info)
{
    napi_value given[1], text, object;
    char *data, plain[100];
    size_t size, count = 1;
    napi_get_cb_info(env, info, &count, given, NULL, NULL); //~ ok
    napi_get_value_string_utf8(env, given[0], plain, 100, &size); //~ ok
    napi_create_string_utf8(env, "text", 4, &text); //~ ok
    napi_create_buffer_copy(env, 4, "text", &data, &text); //~ ok
    napi_set_named_property(env, object, "name", text); //~ ok
    napi_get_named_property(env, object, "name", &text); //~ ok
    napi_get_buffer_info(env, text, &data, &size); //~ ok
    send(wire, data, size, 0); //~ ok
    send(wire, plain, size, 0); //~ ok
}

napi_value addon(napi_env env, napi_callback_info info)
{
    napi_value result, given[1];
    char text[100];
    size_t size, count = 1;
    napi_get_cb_info(env, info, &count, given, NULL, NULL);
    napi_get_value_string_utf8(env, given[0], text, 100, &size);
    send(wire, text, size, 0); //~ sink(egress.socket) f11, finding(traced) f11
    return result;
}

void call_addon(napi_env env, napi_value *info)
{
    napi_create_string_utf8(env, getenv("A"), 10, &info[0]); //~ source(ENVIRONMENT) f11
    addon(env, info);
}

void properties(napi_env env, napi_value object)
{
    napi_value text, name, buffer;
    char *data, *secret;
    size_t size;
    napi_create_buffer_copy(env, 10, getenv("A"), &data, &buffer); //~ source(ENVIRONMENT) f12
    napi_set_named_property(env, object, "secret", buffer);
    napi_get_named_property(env, object, "secret", &text);
    napi_get_named_property(env, object, "name", &name);
    napi_get_buffer_info(env, text, &secret, &size);
    send(wire, secret, size, 0); //~ sink(egress.socket) f12, finding(traced) f12
    napi_get_buffer_info(env, name, &secret, &size);
}
