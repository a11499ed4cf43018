#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

void sent_MQTTClient_publish(MQTTClient c) {
    char *token = getenv("A"); //~ source(ENVIRONMENT) m1
    MQTTClient_publish(c, "t", 9, token, 0, 0, NULL); //~ sink(egress.message) m1, finding(environment-exfiltration, traced) m1, capability(NETWORK)
    MQTTClient_publish(c, "t", 9, "ping", 0, 0, NULL); //~ ok
}

void sent_MQTTClient_publishMessage(MQTTClient c) {
    MQTTClient_message message, other;
    message.payload = getenv("B"); //~ source(ENVIRONMENT) m2
    MQTTClient_publishMessage(c, "t", &message, NULL); //~ sink(egress.message) m2, finding(environment-exfiltration, traced) m2, capability(NETWORK)
    other.payload = "ping";
    MQTTClient_publishMessage(c, "t", &other, NULL); //~ ok
}

void sent_MHD_create_response_from_buffer(struct MHD_Connection *c) {
    char *token = getenv("C"); //~ source(ENVIRONMENT) m3
    MHD_queue_response(c, 200, MHD_create_response_from_buffer(9, token, 0)); //~ sink(egress.http) m3, finding(environment-exfiltration, traced) m3, capability(NETWORK)
    MHD_queue_response(c, 200, MHD_create_response_from_buffer(4, "pong", 0)); //~ ok
}

void sent_mg_printf(struct mg_connection *c) {
    char *token = getenv("E"); //~ source(ENVIRONMENT) m5
    mg_printf(c, "%s", token); //~ sink(egress.socket) m5, finding(environment-exfiltration, traced) m5, capability(NETWORK)
    mg_printf(c, "%d", 7); //~ ok
}

void sent_uv_write(uv_write_t *request, uv_stream_t *stream) {
    uv_buf_t buffer = uv_buf_init(getenv("F"), 9); //~ source(ENVIRONMENT) m6
    uv_write(request, stream, &buffer, 1, NULL); //~ sink(egress.socket) m6, finding(environment-exfiltration, traced) m6, capability(NETWORK)
    uv_buf_t other = uv_buf_init("ping", 4); //~ ok
    uv_write(request, stream, &other, 1, NULL); //~ ok
}

void sent_uv_try_write(uv_stream_t *stream) {
    uv_buf_t buffer, other;
    buffer.base = getenv("G"); //~ source(ENVIRONMENT) m7
    uv_try_write(stream, &buffer, 1); //~ sink(egress.socket) m7, finding(environment-exfiltration, traced) m7, capability(NETWORK)
    other.base = "ping";
    uv_try_write(stream, &other, 1); //~ ok
}

void sent_json_object_set_new(int s) {
    json_t *object = json_object(), *other = json_object();
    json_object_set_new(object, "k", json_string(getenv("H"))); //~ source(ENVIRONMENT) m8
    send(s, json_dumps(object, 0), 9, 0); //~ sink(egress.socket) m8, finding(environment-exfiltration, traced) m8
    json_object_set_new(other, "k", json_string("v")); //~ ok
    send(s, json_dumps(other, 0), 9, 0); //~ ok
}

void sent_json_array_append_new(int s) {
    json_t *array = json_array(), *other = json_array();
    json_array_append_new(array, json_string(getenv("I"))); //~ source(ENVIRONMENT) m9
    send(s, json_dumps(array, 0), 9, 0); //~ sink(egress.socket) m9, finding(environment-exfiltration, traced) m9
    json_array_append_new(other, json_string("v")); //~ ok
    send(s, json_dumps(other, 0), 9, 0); //~ ok
}

void obeys_mosquitto(struct mosquitto *m, void *own, const struct mosquitto_message *message) {
    system((char *)message->payload); //~ sink(exec.command) m10, finding(traced) m10
}

void counts_mosquitto(struct mosquitto *m, void *own, const struct mosquitto_message *message) {
    system("true"); //~ ok
}

void listens_mosquitto(struct mosquitto *m) {
    mosquitto_message_callback_set(m, obeys_mosquitto); //~ source(NETWORK) m10, capability(NETWORK)
    mosquitto_message_callback_set(m, counts_mosquitto); //~ ok
}

void obeys_uv(uv_stream_t *stream, ssize_t length, const uv_buf_t *buffer) {
    system(buffer->base); //~ sink(exec.command) m11, finding(traced) m11
}

void counts_uv(uv_stream_t *stream, ssize_t length, const uv_buf_t *buffer) {
    system("true"); //~ ok
}

void listens_uv(uv_stream_t *stream) {
    uv_read_start(stream, NULL, obeys_uv); //~ source(NETWORK) m11, capability(NETWORK)
    uv_read_start(stream, NULL, counts_uv); //~ ok
}

int obeys_paho(void *own, char *topic, int length, MQTTClient_message *message) {
    system(message->payload); //~ sink(exec.command) m12, finding(traced) m12
    return 1;
}

int counts_paho(void *own, char *topic, int length, MQTTClient_message *message) {
    system("true"); //~ ok
    return 1;
}

void listens_paho(MQTTClient client) {
    MQTTClient_setCallbacks(client, NULL, NULL, obeys_paho, NULL); //~ source(NETWORK) m12, capability(NETWORK)
    MQTTClient_setCallbacks(client, NULL, NULL, counts_paho, NULL); //~ ok
}

void sent_soup(SoupMessage *message) {
    soup_message_set_request(message, "text/plain", SOUP_MEMORY_COPY, getenv("K"), 9); //~ source(ENVIRONMENT) m13, sink(egress.http) m13, finding(environment-exfiltration, traced) m13, capability(NETWORK)
    soup_message_set_request(message, "text/plain", SOUP_MEMORY_COPY, "ping", 4); //~ ok
}
