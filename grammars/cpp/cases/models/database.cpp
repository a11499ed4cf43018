// Databases.
#include <cppconn/driver.h>

void remote() {
    sql::Connection *c = get_driver_instance()->connect("tcp://sql.collector.example:3306", "u", "p"); //~ capability(NETWORK), endpoint("tcp://sql.collector.example:3306")
    auto *s = c->prepareStatement("INSERT INTO t VALUES (?)");
    s->setString(1, getenv("T")); //~ source(ENVIRONMENT) f1, sink(egress.message) f1, finding(traced) f1, capability(NETWORK)
}

void remote_read(int s, sql::Statement *statement) {
    auto r = statement->executeQuery("SELECT * FROM t"); //~ capability(DATABASE)
    send(s, r->getString(1).c_str(), 9, 0); //~ source(DATABASE) f2, sink(egress.socket) f2, finding(traced) f2, capability(DATABASE)
}

void remote_constants(sql::Connection *c) {
    auto *d = get_driver_instance(); //~ ok
    d->connect("tcp://sql.collector.example:3306", "u", "p"); //~ ok
    auto *s = c->prepareStatement("INSERT INTO t VALUES (?)"); //~ ok
    s->setString(1, "x"); //~ ok
    s->executeQuery("SELECT 1")->getString(1); //~ ok
}

void postgres() {
    pqxx::connection c("host=pq.collector.example"); //~ capability(NETWORK)
    pqxx::work w(c);
    w.exec_params("INSERT INTO t VALUES ($1)", getenv("T")); //~ source(ENVIRONMENT) f4, sink(egress.message) f4, finding(traced) f4, capability(DATABASE)
}

void postgres_read(int s, pqxx::work &w) {
    auto r = w.exec("SELECT * FROM t"); //~ source(DATABASE) f5
    send(s, r[0][0].c_str(), 9, 0); //~ sink(egress.socket) f5, finding(traced) f5
}

void postgres_constants() {
    pqxx::connection c("host=pq.collector.example"); //~ ok
    pqxx::work w(c);
    w.exec_params("INSERT INTO t VALUES ($1)", "x"); //~ ok
}

void lite(int s, SQLite::Database &db, SQLite::Statement &q) {
    send(s, q.getColumn(0).getText(), 9, 0); //~ source(DATABASE) f7, sink(egress.socket) f7, finding(traced) f7, capability(DATABASE)
    q.getColumn(0); //~ ok
}

void lite_at_once(int s, SQLite::Database &db) {
    send(s, db.execAndGet("SELECT 1").getText(), 9, 0); //~ source(DATABASE) f8, sink(egress.socket) f8, finding(traced) f8, capability(DATABASE)
    db.execAndGet("SELECT 1").getText(); //~ ok
}

void session(soci::session &sql) {
    sql << getenv("T"); //~ source(ENVIRONMENT) f9, sink(egress.message) f9, finding(traced) f9, capability(DATABASE)
    sql.operator<<("SELECT 1"); //~ ok
}

void documents(mongocxx::collection &c) {
    c.insert_one(bsoncxx::builder::basic::make_document(getenv("T"))); //~ source(ENVIRONMENT) f10, sink(egress.message) f10, finding(traced) f10, capability(NETWORK)
}

void documents_read(int s, mongocxx::collection &c) {
    mongocxx::uri u("mongodb://mongo.collector.example"); //~ capability(NETWORK), endpoint("mongodb://mongo.collector.example")
    send(s, bsoncxx::to_json(c.find_one({})).c_str(), 9, 0); //~ source(DATABASE) f11, sink(egress.socket) f11, finding(traced) f11, capability(DATABASE)
}

void documents_constants(mongocxx::collection &c) {
    mongocxx::uri u("mongodb://mongo.collector.example"); //~ ok
    c.insert_one(bsoncxx::builder::basic::make_document("x")); //~ ok
    auto j = bsoncxx::to_json(c.find_one({})); //~ ok
}

void level(int s, leveldb::DB *db) {
    std::string v;
    db->Get(leveldb::ReadOptions(), "k", &v); //~ source(DATABASE) f13, capability(DATABASE)
    send(s, v.c_str(), 9, 0); //~ sink(egress.socket) f13, finding(traced) f13
}

void level_put(int s, leveldb::DB *db) {
    char b[64];
    recv(s, b, 64, 0); //~ source(NETWORK) f14
    db->Put(leveldb::WriteOptions(), "k", b); //~ sink(file.write) f14, finding(traced) f14, capability(FILE_WRITE)
}

void level_all(int s, leveldb::Iterator *it) {
    send(s, it->value().data(), 9, 0); //~ source(DATABASE) f15, sink(egress.socket) f15, finding(traced) f15, capability(DATABASE)
    it->value(); //~ ok
}

void level_constants(leveldb::DB *db) {
    std::string v;
    db->Get(leveldb::ReadOptions(), "k", &v); //~ ok
    db->Put(leveldb::WriteOptions(), "k", "x"); //~ ok
}
