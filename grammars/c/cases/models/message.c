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
