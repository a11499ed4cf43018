#include <zlib.h>
#include <archive.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/socket.h>

void passed_compress_1(unsigned char *out, unsigned long n, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) a1
    compress(out, &n, secret, 4);
    send(s, out, 10, 0); //~ sink(egress.socket) a1, finding(traced) a1
}

void plain_compress_1(unsigned char *out, unsigned long n) {
    compress(out, &n, "ping", 4); //~ ok
}

void deflated(z_stream *z, int s, unsigned char *out) {
    z->next_out = out;
    z->next_in = getenv("HOME"); //~ source(ENVIRONMENT) a900
    deflate(z, 4);
    send(s, z->next_out, 10, 0); //~ sink(egress.socket) a900, finding(traced) a900
}

void deflated_constant(z_stream *z) {
    z->next_in = "ping";
    deflate(z, 4); //~ ok
}

void sent_gzread_2(gzFile f, int s) {
    char buf[64];
    gzread(f, buf, sizeof buf); //~ source(FILE) a2, capability(FILES)
    send(s, buf, 10, 0); //~ sink(egress.socket) a2, finding(traced) a2
}

void kept_gzread_2(gzFile f) {
    char buf[64];
    gzread(f, buf, sizeof buf); //~ ok
}

void out_gzwrite_3(gzFile f, int s) {
    char line[64];
    recv(s, line, sizeof line, 0); //~ source(NETWORK) a3
    gzwrite(f, line, 4); //~ sink(file.write) a3, finding(traced) a3, capability(FILE_WRITE)
}

void quiet_gzwrite_3(gzFile f) {
    gzwrite(f, "ping", 4); //~ ok
}

void passed_BZ2_bzBuffToBuffCompress_4(char *out, unsigned n, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) a4
    BZ2_bzBuffToBuffCompress(out, &n, secret, 4, 9, 0, 30);
    send(s, out, 10, 0); //~ sink(egress.socket) a4, finding(traced) a4
}

void plain_BZ2_bzBuffToBuffCompress_4(char *out, unsigned n) {
    BZ2_bzBuffToBuffCompress(out, &n, "ping", 4, 9, 0, 30); //~ ok
}

void passed_ZSTD_compress_5(char *out, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) a5
    ZSTD_compress(out, 64, secret, 4, 3);
    send(s, out, 10, 0); //~ sink(egress.socket) a5, finding(traced) a5
}

void plain_ZSTD_compress_5(char *out) {
    ZSTD_compress(out, 64, "ping", 4, 3); //~ ok
}

void passed_LZ4_compress_default_6(char *out, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) a6
    LZ4_compress_default(secret, out, 4, 64);
    send(s, out, 10, 0); //~ sink(egress.socket) a6, finding(traced) a6
}

void plain_LZ4_compress_default_6(char *out) {
    LZ4_compress_default("ping", out, 4, 64); //~ ok
}

void passed_archive_write_data_7(struct archive *ar, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) a7
    archive_write_data(ar, secret, 4);
    send(s, ar, 10, 0); //~ sink(egress.socket) a7, finding(traced) a7
}

void plain_archive_write_data_7(struct archive *ar) {
    archive_write_data(ar, "ping", 4); //~ ok
}

void sent_archive_read_data_8(struct archive *ar, int s) {
    char buf[64];
    archive_read_data(ar, buf, sizeof buf); //~ source(FILE) a8, capability(FILES)
    send(s, buf, 10, 0); //~ sink(egress.socket) a8, finding(traced) a8
}

void kept_archive_read_data_8(struct archive *ar) {
    char buf[64];
    archive_read_data(ar, buf, sizeof buf); //~ ok
}

void sent_archive_entry_pathname_9(struct archive_entry *e, int s) {
    const char *name = archive_entry_pathname(e); //~ source(FILE_META) a9, capability(FILES)
    send(s, name, 10, 0); //~ sink(egress.socket) a9, finding(traced) a9
}

void kept_archive_entry_pathname_9(struct archive_entry *e) {
    const char *name = archive_entry_pathname(e); //~ ok
}

void sent_sqlite3_column_text_10(sqlite3_stmt *st, int s) {
    const char *cell = sqlite3_column_text(st, 0); //~ source(DATABASE) a10, capability(DATABASE)
    send(s, cell, 10, 0); //~ sink(egress.socket) a10, finding(traced) a10, sink(egress.socket) a70, finding(environment-exfiltration, ambiguous) a70
}

void kept_sqlite3_column_text_10(sqlite3_stmt *st) {
    const char *cell = sqlite3_column_text(st, 0); //~ ok
}

static int on_row(void *user, int n, char **cells, char **names) {
    int sock = socket(2, 1, 0);
    send(sock, cells[0], 10, 0); //~ sink(egress.socket) a901, finding(traced) a901
    return 0;
}

void selected(sqlite3 *db) {
    sqlite3_exec(db, "select * from logins", on_row, NULL, NULL); //~ source(DATABASE) a901, capability(DATABASE)
}

void changed(sqlite3 *db) {
    sqlite3_exec(db, "vacuum", NULL, NULL, NULL); //~ ok
}

void sent_mysql_fetch_row_11(void *res, int s) {
    char **cells = mysql_fetch_row(res); //~ source(DATABASE) a11, capability(DATABASE)
    send(s, cells[0], 10, 0); //~ sink(egress.socket) a11, finding(traced) a11
}

void kept_mysql_fetch_row_11(void *res) {
    char **cells = mysql_fetch_row(res); //~ ok
}

void sent_PQgetvalue_12(void *res, int s) {
    char *cell = PQgetvalue(res, 0, 0); //~ source(DATABASE) a12, capability(DATABASE)
    send(s, cell, 10, 0); //~ sink(egress.socket) a12, finding(traced) a12
}

void kept_PQgetvalue_12(void *res) {
    char *cell = PQgetvalue(res, 0, 0); //~ ok
}

void passed_json_object_to_json_string_13(int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) a13
    const char *text = json_object_to_json_string(secret);
    send(s, text, 10, 0); //~ sink(egress.socket) a13, finding(traced) a13
}

void plain_json_object_to_json_string_13(void) {
    const char *text = json_object_to_json_string(NULL); //~ ok
}

void passed_json_object_new_string_14(int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) a14
    void *o = json_object_new_string(secret);
    send(s, o, 10, 0); //~ sink(egress.socket) a14, finding(traced) a14
}

void plain_json_object_new_string_14(void) {
    void *o = json_object_new_string("ping"); //~ ok
}

void passed_json_object_object_add_15(void *o, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) a15
    json_object_object_add(o, "k", secret);
    send(s, o, 10, 0); //~ sink(egress.socket) a15, finding(traced) a15
}

void plain_json_object_object_add_15(void *o) {
    json_object_object_add(o, "k", "ping"); //~ ok
}

void passed_json_object_array_add_16(void *o, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) a16
    json_object_array_add(o, secret);
    send(s, o, 10, 0); //~ sink(egress.socket) a16, finding(traced) a16
}

void plain_json_object_array_add_16(void *o) {
    json_object_array_add(o, "ping"); //~ ok
}

void member(int s) {
    void *value = NULL;
    char *text = getenv("HOME"); //~ source(ENVIRONMENT) a902
    json_object_object_get_ex(text, "k", &value);
    send(s, value, 10, 0); //~ sink(egress.socket) a902, finding(traced) a902
}

void member_only(void *o) {
    void *value = NULL;
    json_object_object_get_ex(o, "k", &value); //~ ok
}

void passed_cJSON_Parse_18(int s) {
    cJSON *o = cJSON_Parse(getenv("HOME")); //~ source(ENVIRONMENT) a18p
    send(s, cJSON_Print(o), 4, 0); //~ sink(egress.socket) a18p, finding(traced) a18p
    send(s, cJSON_Print(cJSON_Parse("{}")), 4, 0); //~ ok
}

void passed_cJSON_CreateString_17(int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) a17
    void *o = cJSON_CreateString(secret);
    send(s, o, 10, 0); //~ sink(egress.socket) a17, finding(traced) a17
}

void plain_cJSON_CreateString_17(void) {
    void *o = cJSON_CreateString("ping"); //~ ok
}

void passed_cJSON_Print_18(int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) a18
    char *text = cJSON_Print(secret);
    send(s, text, 10, 0); //~ sink(egress.socket) a18, finding(traced) a18
}

void plain_cJSON_Print_18(void) {
    char *text = cJSON_Print(NULL); //~ ok
}

void passed_cJSON_AddItemToObject_19(void *o, int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) a19
    cJSON_AddStringToObject(o, "k", secret);
    send(s, o, 10, 0); //~ sink(egress.socket) a19, finding(traced) a19
}

void plain_cJSON_AddItemToObject_19(void *o) {
    cJSON_AddStringToObject(o, "k", "ping"); //~ ok
}

void passed_cJSON_GetObjectItem_20(int s) {
    char *secret = getenv("HOME"); //~ source(ENVIRONMENT) a20
    void *o = cJSON_GetObjectItem(secret, "k");
    send(s, o, 10, 0); //~ sink(egress.socket) a20, finding(traced) a20
}

void plain_cJSON_GetObjectItem_20(void) {
    void *o = cJSON_GetObjectItem(NULL, "k"); //~ ok
}

void out_mosquitto_publish_21(void *m) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) a21
    mosquitto_publish(m, NULL, "t", 4, line, 0, 0); //~ sink(egress.message) a21, finding(traced) a21, capability(NETWORK)
}

void quiet_mosquitto_publish_21(void *m) {
    mosquitto_publish(m, NULL, "t", 4, "ping", 0, 0); //~ ok
}

void out_zmq_send_22(void *m) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) a22
    zmq_send(m, line, 4, 0); //~ sink(egress.message) a22, finding(traced) a22, capability(NETWORK)
}

void quiet_zmq_send_22(void *m) {
    zmq_send(m, "ping", 4, 0); //~ ok
}

void in_zmq_recv_23(void *m) {
    char buf[64];
    zmq_recv(m, buf, sizeof buf, 0); //~ source(NETWORK) a23, capability(NETWORK)
    system(buf); //~ sink(exec.command) a23, finding(traced) a23
}

void dropped_zmq_recv_23(void *m) {
    char buf[64];
    zmq_recv(m, buf, sizeof buf, 0); //~ ok
}

void out_rd_kafka_produce_24(void *m) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) a24
    rd_kafka_produce(m, 0, 0, line, 4, NULL, 0, NULL); //~ sink(egress.message) a24, finding(traced) a24, capability(NETWORK)
}

void quiet_rd_kafka_produce_24(void *m) {
    rd_kafka_produce(m, 0, 0, "ping", 4, NULL, 0, NULL); //~ ok
}

void out_amqp_basic_publish_25(void *m) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) a25
    amqp_basic_publish(m, 1, 0, 0, 0, 0, NULL, line); //~ sink(egress.message) a25, finding(traced) a25, capability(NETWORK)
}

void quiet_amqp_basic_publish_25(void *m) {
    amqp_basic_publish(m, 1, 0, 0, 0, 0, NULL, "ping"); //~ ok
}

void out_redisCommand_26(void *m) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) a26
    redisCommand(m, "SET k %s", line); //~ sink(egress.message) a26, finding(traced) a26, capability(NETWORK)
}

void quiet_redisCommand_26(void *m) {
    redisCommand(m, "SET k %s", "ping"); //~ ok
}

void out_bufferevent_write_27(void *m) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) a27
    bufferevent_write(m, line, 4); //~ sink(egress.socket) a27, finding(traced) a27, capability(NETWORK)
}

void quiet_bufferevent_write_27(void *m) {
    bufferevent_write(m, "ping", 4); //~ ok
}

void in_bufferevent_read_28(void *m) {
    char buf[64];
    bufferevent_read(m, buf, sizeof buf); //~ source(NETWORK) a28, capability(NETWORK)
    system(buf); //~ sink(exec.command) a28, finding(traced) a28
}

void dropped_bufferevent_read_28(void *m) {
    char buf[64];
    bufferevent_read(m, buf, sizeof buf); //~ ok
}

void out_lws_write_29(void *m) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) a29
    lws_write(m, line, 4, 0); //~ sink(egress.message) a29, finding(traced) a29, capability(NETWORK)
}

void quiet_lws_write_29(void *m) {
    lws_write(m, "ping", 4, 0); //~ ok
}

void out_mg_send_30(void *m) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) a30
    mg_send(m, line, 4); //~ sink(egress.socket) a30, finding(traced) a30, capability(NETWORK)
}

void quiet_mg_send_30(void *m) {
    mg_send(m, "ping", 4); //~ ok
}

void out_SDLNet_TCP_Send_31(void *m) {
    char *line = getenv("HOME"); //~ source(ENVIRONMENT) a31
    SDLNet_TCP_Send(m, line, 4); //~ sink(egress.socket) a31, finding(traced) a31, capability(NETWORK)
}

void quiet_SDLNet_TCP_Send_31(void *m) {
    SDLNet_TCP_Send(m, "ping", 4); //~ ok
}

void out_luaL_dostring_32(void *l, int s) {
    char line[64];
    recv(s, line, sizeof line, 0); //~ source(NETWORK) a32
    luaL_dostring(l, line); //~ sink(exec.code) a32, finding(traced) a32, capability(DYNAMIC_CODE)
}

void quiet_luaL_dostring_32(void *l) {
    luaL_dostring(l, "ping"); //~ ok
}

void kept_sqlite3_bind_text_70(sqlite3_stmt *st) {
    sqlite3_bind_text(st, 1, getenv("A"), -1, NULL); //~ source(ENVIRONMENT) a70
    sqlite3_bind_text(st, 1, "x", -1, NULL); //~ ok
}
