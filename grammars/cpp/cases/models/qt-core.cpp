// Qt: strings, files, settings, processes, desktop.
#include <QtCore>

void text(QTcpSocket &s) {
    QString t(getenv("T")); //~ source(ENVIRONMENT) f1
    s.write(t.toUtf8()); //~ sink(egress.socket) f1, finding(traced) f1
}

void text_made(QTcpSocket &s) {
    s.write(QString::fromUtf8(getenv("T")).toUtf8()); //~ source(ENVIRONMENT) f2, sink(egress.socket) f2, finding(traced) f2
}

void text_decoded(QTcpSocket &s) {
    s.write(QByteArray::fromBase64(getenv("T"))); //~ source(ENVIRONMENT) f3, sink(egress.socket) f3, finding(traced) f3
}

void text_encoded(QTcpSocket &s) {
    QByteArray t = getenv("T"); //~ source(ENVIRONMENT) f4
    s.write(t.toBase64()); //~ sink(egress.socket) f4, finding(traced) f4
}

void text_filled(QTcpSocket &s) {
    QString t = QString("t=%1").arg(getenv("T")); //~ source(ENVIRONMENT) f5
    s.write(t); //~ sink(egress.socket) f5, finding(traced) f5
}

void text_constants(QTcpSocket &s) {
    QString t("x"); //~ ok
    s.write(t.toUtf8().toBase64()); //~ ok
    s.write(QString::fromUtf8("x").arg("y")); //~ ok
    s.write(QByteArray::fromBase64("eA==")); //~ ok
}

void file(QTcpSocket &s) {
    QFile f("/etc/hosts");
    f.open(QIODevice::ReadOnly); //~ source(FILE) f7, capability(FILES)
    s.write(f.readAll()); //~ sink(egress.socket) f7, finding(traced) f7
}

void file_remote(QTcpSocket &s) {
    QFile f(s.readAll());
    f.open(QIODevice::ReadOnly); //~ source(FILE) f8
    s.write(f.readAll()); //~ sink(egress.socket) f8, finding(remote-directed-file-collection, traced) f8
}

void file_remote_later(QTcpSocket &s) {
    QFile f;
    f.setFileName(s.readAll());
    f.open(QIODevice::ReadOnly); //~ source(FILE) f9
    char b[64];
    f.read(b, 64);
    s.write(b); //~ sink(egress.socket) f9, finding(remote-directed-file-collection, traced) f9
}

void file_unsent(QTcpSocket &s) {
    QFile f("/etc/hosts"); //~ ok
    f.setFileName("/etc/hostname"); //~ ok
    f.open(QIODevice::ReadOnly); //~ ok
    f.readAll(); //~ ok
    char b[64];
    f.read(b, 64); //~ ok
    auto n = f.pos(); //~ ok
    s.write(&n); //~ ok
}

void file_written(QTcpSocket &s) {
    QFile f("/tmp/x");
    f.open(QIODevice::WriteOnly);
    f.write(s.readAll()); //~ source(NETWORK) f11, sink(file.write) f11, finding(traced) f11, capability(FILE_WRITE)
}

void file_named_and_written(QTcpSocket &s) {
    const char *name = "update.bin";
    QFile f;
    f.setFileName(name);
    f.write(s.readAll()); //~ source(NETWORK) f12, sink(file.write) f12, finding(traced) f12
    system(name); //~ sink(exec.command) f12, finding(download-and-execute, traced) f12
}

void file_written_constant() {
    QFile f("/tmp/x");
    f.write("x"); //~ ok
    f.rename("/tmp/y"); //~ ok
    QFile::copy("a", "b"); //~ ok
}

void file_renamed(QTcpSocket &s) {
    const char *part = "update.part", *done = "update.bin";
    QFile f(part);
    f.write(s.readAll()); //~ source(NETWORK) f14, sink(file.write) f14, finding(traced) f14
    f.rename(done); //~ capability(FILE_WRITE)
    system(done); //~ sink(exec.command) f14, finding(download-and-execute, traced) f14
}

void file_copied(QTcpSocket &s) {
    const char *part = "update.part", *done = "update.bin";
    QFile f(part);
    f.write(s.readAll()); //~ source(NETWORK) f15, sink(file.write) f15, finding(traced) f15
    QFile::copy(part, done); //~ capability(FILE_WRITE)
    system(done); //~ sink(exec.command) f15, finding(download-and-execute, traced) f15
}

void buffer(QTcpSocket &s) {
    QBuffer b;
    b.write(getenv("T")); //~ source(ENVIRONMENT) f16
    s.write(b.data()); //~ sink(egress.socket) f16, finding(traced) f16
}

void buffer_constant(QTcpSocket &s) {
    QBuffer b;
    b.write("x"); //~ ok
    s.write(b.data()); //~ ok
}

void stream(QTcpSocket &s) {
    QFile f("/etc/hosts");
    f.open(QIODevice::ReadOnly); //~ source(FILE) f18
    QTextStream in(&f);
    s.write(in.readAll()); //~ sink(egress.socket) f18, finding(traced) f18
}

void stream_words(QTcpSocket &s) {
    QFile f("/etc/hosts");
    f.open(QIODevice::ReadOnly); //~ source(FILE) f19
    QTextStream in(&f);
    QString word;
    in.readLineInto(&word);
    s.write(word); //~ sink(egress.socket) f19, finding(traced) f19
}

void stream_written(QTcpSocket &s) {
    QFile f("/tmp/x");
    QTextStream out(&f);
    out << s.readAll(); //~ source(NETWORK) f20, sink(file.write) f20, finding(traced) f20
}

void stream_unsent(QTcpSocket &s) {
    QFile f("/etc/hosts");
    f.open(QIODevice::ReadOnly);
    QTextStream in(&f); //~ ok
    in.readAll(); //~ ok
    QByteArray b;
    in.readLineInto(&b); //~ ok
    in.writeBytes("x", 1); //~ ok
}

void listed(QTcpSocket &s) {
    QDir d("/home");
    s.write(d.entryList().join(",")); //~ source(FILE_META) f22, sink(egress.socket) f22, finding(traced) f22, capability(FILES)
}

void listed_remotely(QTcpSocket &s) {
    QDirIterator it(s.readAll());
    s.write(it.next()); //~ source(FILE_META) f23, sink(egress.socket) f23, finding(remote-directed-listing, assumed) f23, finding(file-listing-exfiltration, traced) f23
}

void named(QTcpSocket &s) {
    QFileInfo i(getenv("T")); //~ source(ENVIRONMENT) f24
    s.write(i.fileName()); //~ sink(egress.socket) f24, finding(traced) f24
}

void listed_unsent(QTcpSocket &s) {
    QDir d("/home");
    d.entryList(); //~ ok
    QFileInfo i("x");
    s.write(i.fileName()); //~ ok
}

void places(QTcpSocket &s) {
    s.write(QDir::homePath()); //~ source(USER) f26, sink(egress.socket) f26, finding(traced) f26
    auto home = QDir::homePath(); //~ ok
}

void here(QTcpSocket &s) {
    s.write(QCoreApplication::applicationDirPath()); //~ source(FILE_META) f27, sink(egress.socket) f27, finding(traced) f27
    auto home = QCoreApplication::applicationDirPath(); //~ ok
}

void environment(QTcpSocket &s) {
    s.write(qgetenv("T")); //~ source(ENVIRONMENT) f28, sink(egress.socket) f28, finding(traced) f28, capability(ENVIRONMENT)
    auto t = qgetenv("T"); //~ ok
}

void arguments(QTcpSocket &s) {
    s.write(QCoreApplication::arguments().join(" ")); //~ source(INPUT) f29, sink(egress.socket) f29, finding(traced) f29
    auto t = QCoreApplication::arguments(); //~ ok
}

void options(QTcpSocket &s, QCommandLineParser &p) {
    s.write(p.value("x")); //~ source(INPUT) f30, sink(egress.socket) f30, finding(traced) f30
    auto t = p.value("x"); //~ ok
}

void machine(QTcpSocket &s) {
    s.write(QSysInfo::machineUniqueId()); //~ source(DEVICE) f31, sink(egress.socket) f31, finding(traced) f31, capability(DEVICE)
    auto t = QSysInfo::machineUniqueId(); //~ ok
}

void settings(QTcpSocket &s, QSettings &settings) {
    s.write(settings.value("x")); //~ source(REGISTRY) f32, sink(egress.socket) f32, finding(traced) f32, capability(FILES)
    settings.setValue("x", s.readAll()); //~ source(NETWORK) f32, sink(file.write) f32, finding(traced) f32, capability(FILE_WRITE)
}

void settings_unsent(QSettings &settings) {
    settings.value("x"); //~ ok
    settings.setValue("x", "y"); //~ ok
}

void started(QTcpSocket &s) {
    QProcess::startDetached(s.readAll()); //~ source(NETWORK) f34, sink(exec.command) f34, finding(traced) f34, capability(EXEC)
}

void started_object(QTcpSocket &s) {
    QProcess p;
    p.start(s.readAll()); //~ source(NETWORK) f35, sink(exec.command) f35, finding(traced) f35, capability(EXEC)
}

void started_and_fed(QTcpSocket &s, QProcess &p) {
    p.write(s.readAll()); //~ source(NETWORK) f36, sink(exec.command) f36, finding(traced) f36
}

void started_and_read(QTcpSocket &s, QProcess &p) {
    s.write(p.readAllStandardOutput()); //~ source(COMMAND_OUTPUT) f37, sink(egress.socket) f37, finding(traced) f37
}

void started_constant(QProcess &p) {
    QProcess::startDetached("id"); //~ ok
    p.start("id"); //~ ok
    p.write("x"); //~ ok
    p.readAllStandardOutput(); //~ ok
}

void library(QTcpSocket &s) {
    QLibrary l(s.readAll()); //~ source(NETWORK) f39, sink(exec.load) f39, finding(traced) f39, capability(DYNAMIC_CODE)
}

void library_named(QTcpSocket &s, QLibrary &l) {
    l.setFileName(s.readAll()); //~ source(NETWORK) f40, sink(exec.load) f40, finding(traced) f40, capability(DYNAMIC_CODE)
}

void script(QTcpSocket &s, QJSEngine &e) {
    e.evaluate(s.readAll()); //~ source(NETWORK) f41, sink(exec.code) f41, finding(traced) f41, capability(DYNAMIC_CODE)
}

void loaded_constants(QJSEngine &e) {
    QLibrary l("x"); //~ ok
    l.setFileName("y"); //~ ok
    e.evaluate("1"); //~ ok
}

void clipboard(QTcpSocket &s) {
    s.write(QGuiApplication::clipboard()->text()); //~ source(CLIPBOARD) f43, sink(egress.socket) f43, finding(traced) f43, capability(CLIPBOARD)
}

void screen(QTcpSocket &s) {
    QBuffer b;
    QPixmap p = QGuiApplication::primaryScreen()->grabWindow(0); //~ source(SCREEN) f44, capability(SCREEN)
    p.save(&b, "PNG");
    s.write(b.data()); //~ sink(egress.socket) f44, finding(traced) f44
}

void screen_image(QTcpSocket &s, QWidget *w) {
    QPixmap p = QPixmap::grabWindow(w->winId()); //~ source(SCREEN) f45, capability(SCREEN)
    QImage i = p.toImage();
    s.write(i.bits()); //~ sink(egress.socket) f45, finding(traced) f45
}

void desktop_unsent(QTcpSocket &s) {
    auto t = QGuiApplication::clipboard()->text(); //~ ok
    auto p = QGuiApplication::primaryScreen()->grabWindow(0); //~ ok
    QBuffer b;
    QPixmap q;
    q.save(&b, "PNG"); //~ ok
    s.write(q.toImage().bits()); //~ ok
}

void keys(QTcpSocket &s, QKeyEvent *e) {
    s.write(e->text()); //~ source(KEYSTROKE) f47, sink(egress.socket) f47, finding(traced) f47, capability(KEYBOARD)
    auto t = e->text(); //~ ok
}

void microphone(QTcpSocket &s, QAudioSource &a) {
    QBuffer b;
    a.start(&b); //~ source(AUDIO) f48, capability(MICROPHONE)
    s.write(b.data()); //~ sink(egress.socket) f48, finding(traced) f48
    a.start(&b); //~ ok
}

void camera(QTcpSocket &s, QVideoSink &v) {
    QImage i = v.videoFrame().toImage(); //~ source(CAMERA) f49, capability(CAMERA)
    s.write(i.bits()); //~ sink(egress.socket) f49, finding(traced) f49
    auto f = v.videoFrame(); //~ ok
}

void position(QTcpSocket &s, QGeoPositionInfoSource &g) {
    s.write(g.lastKnownPosition().toString()); //~ source(LOCATION) f50, sink(egress.socket) f50, finding(traced) f50, capability(LOCATION)
    auto p = g.lastKnownPosition(); //~ ok
}

void rows(QTcpSocket &s, QSqlQuery &q) {
    s.write(q.value(0).toByteArray()); //~ source(DATABASE) f51, sink(egress.socket) f51, finding(traced) f51, capability(DATABASE)
    auto v = q.value(0); //~ ok
}

void json(QTcpSocket &s) {
    QJsonObject o;
    o["t"] = getenv("T"); //~ source(ENVIRONMENT) f52
    s.write(QJsonDocument(o).toJson()); //~ sink(egress.socket) f52, finding(traced) f52
}

void json_constant(QTcpSocket &s) {
    QJsonObject o;
    o["v"] = "1";
    s.write(QJsonDocument(o).toJson()); //~ ok
}

void upload(QTcpSocket *s, const char *t) {
    s->write(t); //~ sink(egress.socket) f54, finding(traced) f54
    QtConcurrent::run(upload, s, getenv("T")); //~ source(ENVIRONMENT) f54
}

void mapped(QTcpSocket *s) {
    QStringList names;
    names.append(getenv("T")); //~ source(ENVIRONMENT) f55
    QtConcurrent::map(names, [s](const QString &t) {
        s->write(t); //~ sink(egress.socket) f55, finding(traced) f55
    });
}

void upload_constant(QTcpSocket *s, const char *t, QTimer *timer) {
    s->write(t);
    QtConcurrent::run(upload_constant, s, "x"); //~ ok
    QtConcurrent::map(QStringList("x"), [s](const QString &u) { s->write(u); }); //~ ok
}

void hashed(QTcpSocket &s) {
    s.write(QCryptographicHash::hash(getenv("T"), 1)); //~ ok
}
