// JSON, YAML, XML, archives, logging.
#include <nlohmann/json.hpp>
using nlohmann::json;

void made(int s) {
    json j = nlohmann::json(getenv("T")); //~ source(ENVIRONMENT) f1
    send(s, j.dump().c_str(), 9, 0); //~ sink(egress.socket) f1, finding(traced) f1
}

void filled(int s) {
    json j;
    j["t"] = getenv("T"); //~ source(ENVIRONMENT) f2
    send(s, j.dump().c_str(), 9, 0); //~ sink(egress.socket) f2, finding(traced) f2
}

void parsed(int s) {
    std::ifstream in("/etc/x.json"); //~ source(FILE) f3
    json j = json::parse(in);
    send(s, j["t"].get<std::string>().c_str(), 9, 0); //~ sink(egress.socket) f3, finding(traced) f3
}

void packed(int s) {
    json j;
    j["t"] = getenv("T"); //~ source(ENVIRONMENT) f4
    send(s, json::to_cbor(j).data(), 9, 0); //~ sink(egress.socket) f4, finding(traced) f4
}

void taken(int s) {
    std::string t;
    json j = json::parse(getenv("T")); //~ source(ENVIRONMENT) f5
    j["t"].get_to(t);
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f5, finding(traced) f5
}

void constants(int s) {
    json j = nlohmann::json("x"); //~ ok
    json k = json::parse("{}"); //~ ok
    std::string t;
    k.get_to(t); //~ ok
    send(s, t.c_str(), 9, 0); //~ ok
    send(s, j.dump().c_str(), 9, 0); //~ ok
    send(s, json::to_cbor(k).data(), 9, 0); //~ ok
}

void rapid(int s) {
    rapidjson::Document d;
    d.Parse(getenv("T")); //~ source(ENVIRONMENT) f7
    send(s, d["t"].GetString(), 9, 0); //~ sink(egress.socket) f7, finding(traced) f7
}

void rapid_built(int s) {
    rapidjson::Document d;
    rapidjson::StringBuffer b;
    rapidjson::Writer<rapidjson::StringBuffer> w(b);
    d.AddMember("t", getenv("T"), d.GetAllocator()); //~ source(ENVIRONMENT) f8
    d.Accept(w);
    send(s, b.GetString(), 9, 0); //~ sink(egress.socket) f8, finding(traced) f8
}

void rapid_value(int s, rapidjson::Value &v) {
    rapidjson::StringBuffer b;
    rapidjson::Writer<rapidjson::StringBuffer> w(b);
    v.SetString(getenv("T")); //~ source(ENVIRONMENT) f9
    v.Accept(w);
    send(s, b.GetString(), 9, 0); //~ sink(egress.socket) f9, finding(traced) f9
}

void rapid_value_constant(int s, rapidjson::Value &v) {
    rapidjson::StringBuffer b;
    rapidjson::Writer<rapidjson::StringBuffer> w(b);
    v.SetString("x"); //~ ok
    v.Accept(w); //~ ok
    send(s, b.GetString(), 9, 0); //~ ok
    rapidjson::Document d;
    send(s, d["v"].GetString(), 9, 0); //~ ok
}

void rapid_written(int s) {
    rapidjson::StringBuffer b;
    rapidjson::Writer<rapidjson::StringBuffer> w(b);
    w.String(getenv("T")); //~ source(ENVIRONMENT) f11
    send(s, b.GetString(), 9, 0); //~ sink(egress.socket) f11, finding(traced) f11
}

void rapid_constants(int s) {
    rapidjson::Document d;
    rapidjson::StringBuffer b;
    rapidjson::Writer<rapidjson::StringBuffer> w(b); //~ ok
    d.Parse("{}"); //~ ok
    d.AddMember("v", "1", d.GetAllocator()); //~ ok
    d.Accept(w); //~ ok
    w.String("x"); //~ ok
    send(s, b.GetString(), 9, 0); //~ ok
}

void rapid_moved(int s) {
    rapidjson::Document d;
    rapidjson::Value v, w2;
    v.SetString(getenv("T")); //~ source(ENVIRONMENT) fm1
    w2.CopyFrom(v.Move(), d.GetAllocator());
    send(s, w2.GetString(), 9, 0); //~ sink(egress.socket) fm1, finding(traced) fm1
}

void rapid_allocator(int s) {
    rapidjson::Document d;
    rapidjson::Value v;
    d.AddMember("t", getenv("T"), d.GetAllocator()); //~ ok
    v.CopyFrom(rapidjson::Value("x").Move(), d.GetAllocator()); //~ ok
    auto &memory = d.GetAllocator();
    send(s, memory.Malloc(9), 9, 0); //~ ok
    send(s, v.GetString(), 9, 0); //~ ok
    send(s, d.HasMember("t") ? "y" : "n", 1, 0); //~ ok
}

void jsoncpp(int s) {
    Json::Value v;
    v["t"] = getenv("T"); //~ source(ENVIRONMENT) f13
    Json::StreamWriterBuilder builder;
    send(s, Json::writeString(builder, v).c_str(), 9, 0); //~ sink(egress.socket) f13, finding(traced) f13
}

void jsoncpp_old(int s) {
    Json::Value v;
    v["t"] = getenv("T"); //~ source(ENVIRONMENT) f14
    Json::FastWriter w;
    send(s, w.write(v).c_str(), 9, 0); //~ sink(egress.socket) f14, finding(traced) f14
}

void jsoncpp_stream(int s, Json::StreamWriter *w) {
    Json::Value v;
    v["t"] = getenv("T"); //~ source(ENVIRONMENT) f15
    std::ostringstream out;
    w->write(v, &out);
    send(s, out.str().c_str(), 9, 0); //~ sink(egress.socket) f15, finding(traced) f15
}

void jsoncpp_in(int s) {
    std::ifstream in("/etc/x.json"); //~ source(FILE) f16
    Json::Value v;
    Json::parseFromStream(Json::CharReaderBuilder(), in, &v, nullptr);
    send(s, v["t"].asCString(), 9, 0); //~ sink(egress.socket) f16, finding(traced) f16
}

void jsoncpp_reader(int s) {
    Json::Value v;
    Json::Reader r;
    r.parse(getenv("T"), v); //~ source(ENVIRONMENT) f17
    send(s, v["t"].asCString(), 9, 0); //~ sink(egress.socket) f17, finding(traced) f17
}

void jsoncpp_char_reader(int s, Json::CharReader *r) {
    Json::Value v;
    const char *t = getenv("T"); //~ source(ENVIRONMENT) f18
    r->parse(t, t + 9, &v, nullptr);
    send(s, v["t"].asCString(), 9, 0); //~ sink(egress.socket) f18, finding(traced) f18
}

void jsoncpp_constants(int s, Json::CharReader *r, Json::StreamWriter *w) {
    Json::Value v;
    Json::Reader old;
    std::ostringstream out;
    std::istringstream in("{}");
    v["v"] = "1";
    Json::parseFromStream(Json::CharReaderBuilder(), in, &v, nullptr); //~ ok
    old.parse("{}", v); //~ ok
    r->parse("", "", &v, nullptr); //~ ok
    w->write(v, &out); //~ ok
    send(s, out.str().c_str(), 9, 0); //~ ok
    send(s, Json::FastWriter().write(v).c_str(), 9, 0); //~ ok
    send(s, Json::writeString(Json::StreamWriterBuilder(), v).c_str(), 9, 0); //~ ok
    send(s, v["v"].asCString(), 9, 0); //~ ok
}

void yaml(int s) {
    YAML::Node n = YAML::Load(getenv("T")); //~ source(ENVIRONMENT) f20
    send(s, n["t"].as<std::string>().c_str(), 9, 0); //~ sink(egress.socket) f20, finding(traced) f20
}

void yaml_file(int s) {
    YAML::Node n = YAML::LoadFile("/etc/x.yaml"); //~ source(FILE) f21, capability(FILES)
    send(s, n["t"].as<std::string>().c_str(), 9, 0); //~ sink(egress.socket) f21, finding(traced) f21
}

void yaml_constants(int s) {
    YAML::Node n = YAML::Load("a: b"); //~ ok
    YAML::Node f = YAML::LoadFile("/etc/x.yaml"); //~ ok
    send(s, n["a"].as<std::string>().c_str(), 9, 0); //~ ok
}

void xml_file(int s) {
    tinyxml2::XMLDocument d;
    d.LoadFile("/etc/x.xml"); //~ source(FILE) f23, capability(FILES)
    send(s, d.FirstChildElement("t")->GetText(), 9, 0); //~ sink(egress.socket) f23, finding(assumed) f23
}

void xml(int s, pugi::xml_node node) {
    pugi::xml_document d;
    d.load_string(getenv("T")); //~ source(ENVIRONMENT) f24
    node = d.first_child();
    send(s, node.child_value(), 9, 0); //~ sink(egress.socket) f24, finding(assumed) f24
}

void xml_node(int s, pugi::xml_node node) {
    node = getenv("T"); //~ source(ENVIRONMENT) f25
    send(s, node.child_value(), 9, 0); //~ sink(egress.socket) f25, finding(traced) f25
}

void xml_constants(int s, pugi::xml_node node) {
    pugi::xml_document d;
    d.load_string("<a/>"); //~ ok
    d.load_file("/etc/x.xml"); //~ ok
    send(s, node.child_value(), 9, 0); //~ ok
}

void logged(int s) {
    int n = spdlog::info("t={}", getenv("T")); //~ ok
    int m = fmt::print("t={}", getenv("T")); //~ ok
    send(s, &n, m, 0); //~ ok
    send(s, &m, n, 0); //~ ok
}

void compressed(int s) {
    std::string t = gzip::compress(getenv("T"), 9); //~ source(ENVIRONMENT) f28
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f28, finding(traced) f28
}

void compressed_into(int s) {
    std::string t;
    snappy::Compress(getenv("T"), 9, &t); //~ source(ENVIRONMENT) f29
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f29, finding(traced) f29
}

void uncompressed(int s) {
    std::string t;
    snappy::Uncompress(getenv("T"), 9, &t); //~ source(ENVIRONMENT) f30
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f30, finding(traced) f30
}

void compressed_file(int s) {
    zstr::ifstream in("/etc/x.gz"); //~ source(FILE) f31, capability(FILES)
    std::string t;
    std::getline(in, t);
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f31, finding(traced) f31
}

void compressed_stream(int s) {
    std::ostringstream out;
    zstr::ostream z(out);
    z << getenv("T"); //~ source(ENVIRONMENT) f32
    send(s, out.str().c_str(), 9, 0); //~ sink(egress.socket) f32, finding(traced) f32
}

void compressed_constants(int s) {
    std::string t = gzip::compress("x", 1); //~ ok
    snappy::Compress("x", 1, &t); //~ ok
    snappy::Uncompress("x", 1, &t); //~ ok
    std::ostringstream out;
    zstr::ostream z(out); //~ ok
    zstr::ifstream in("/etc/x.gz"); //~ ok
    z << "x";
    send(s, out.str().c_str(), t.size(), 0); //~ ok
    send(s, t.c_str(), 9, 0); //~ ok
}

void zipped(int s, libzippp::ZipArchive &z) {
    z.addFile("hosts", "/etc/hosts"); //~ source(FILE) f34, capability(FILES)
    send(s, &z, 9, 0); //~ sink(egress.socket) f34, finding(traced) f34
}

void zipped_data(int s, libzippp::ZipArchive &z) {
    z.addData("t", getenv("T"), 9); //~ source(ENVIRONMENT) f35
    send(s, &z, 9, 0); //~ sink(egress.socket) f35, finding(traced) f35
}

void unzipped(int s, libzippp::ZipEntry &e) {
    send(s, e.readAsText().c_str(), 9, 0); //~ source(FILE) f36, sink(egress.socket) f36, finding(traced) f36, capability(FILES)
}

void zipped_constants(int s, libzippp::ZipArchive &z, libzippp::ZipEntry &e) {
    e.readAsText(); //~ ok
    z.addData("t", "x", 1); //~ ok
    send(s, &z, 9, 0); //~ ok
    z.addFile("hosts", "/etc/hosts"); //~ ok
}
