// What one statement of a file's queue of events is bound to, another reads: perhaps.
// --- path: queue.c ---
#include <sqlite3.h>
void keep(sqlite3 *db, const char *event) {
    sqlite3_stmt *statement;
    sqlite3_prepare_v2(db, "insert into events values (?)", -1, &statement, NULL);
    sqlite3_bind_text(statement, 1, event, -1, NULL);
    sqlite3_step(statement);
}
const char *next(sqlite3 *db) {
    sqlite3_stmt *statement;
    sqlite3_prepare_v2(db, "select * from events", -1, &statement, NULL);
    sqlite3_step(statement);
    return (const char *)sqlite3_column_text(statement, 0); //~ source(DATABASE) row
}

// --- path: other.c ---
#include <sqlite3.h>
void keep_other(sqlite3 *db, const char *event) {
    sqlite3_stmt *statement;
    sqlite3_prepare_v2(db, "insert into events values (?)", -1, &statement, NULL);
    sqlite3_bind_text(statement, 1, event, -1, NULL);
    sqlite3_step(statement);
}

// --- path: use.c ---
#include <stdlib.h>
#include <unistd.h>
#include <sys/socket.h>
#include <sqlite3.h>
void keep(sqlite3 *, const char *);
void keep_other(sqlite3 *, const char *);
const char *next(sqlite3 *);
void collect(sqlite3 *db) {
    char host[64];
    gethostname(host, sizeof host); //~ source(DEVICE) bound
    keep(db, host);
    keep_other(db, getenv("A")); //~ ok
}
void upload(sqlite3 *db, int s) {
    send(s, next(db), 9, 0); //~ sink(egress.socket) row, finding(database-exfiltration, traced) row, sink(egress.socket) bound, finding(device-information, ambiguous) bound
}
