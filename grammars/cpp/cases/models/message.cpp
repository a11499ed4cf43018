// Brokers, web sockets, RPC, telemetry.
#include <grpcpp/grpcpp.h>

void channel() {
    auto c = grpc::CreateChannel("rpc.collector.example:443", grpc::InsecureChannelCredentials()); //~ capability(NETWORK), endpoint("rpc.collector.example:443")
    auto d = grpc::CreateChannel("rpc.collector.example:443", grpc::InsecureChannelCredentials()); //~ ok
}

void metadata() {
    grpc::ClientContext context;
    context.AddMetadata("x-token", getenv("T")); //~ source(ENVIRONMENT) f2, sink(egress.message) f2, finding(traced) f2, capability(NETWORK)
    context.AddMetadata("x-version", "1"); //~ ok
}

void streamed(grpc::ClientWriter<Chunk> &writer) {
    writer.Write(getenv("T")); //~ source(ENVIRONMENT) f3, sink(egress.message) f3, finding(traced) f3, capability(NETWORK)
    writer.Write("x"); //~ ok
}

void streamed_in(grpc::ClientReader<Chunk> &reader) {
    Task task;
    reader.Read(&task); //~ source(NETWORK) f4, capability(NETWORK)
    system(task.command().c_str()); //~ sink(exec.command) f4, finding(assumed) f4
    reader.Read(&task); //~ ok
}

void packed(zmq::socket_t &s, Report &r) {
    std::string out;
    r.set_text(getenv("T")); //~ source(ENVIRONMENT) f5
    r.SerializeToString(&out);
    s.send(out); //~ sink(egress.message) f5, finding(assumed) f5
}

void packed_value(zmq::socket_t &s, Report &r) {
    r.MergeFrom(getenv("T")); //~ source(ENVIRONMENT) f6
    s.send(r.SerializeAsString()); //~ sink(egress.message) f6, finding(traced) f6
}

void unpacked(zmq::socket_t &s, Report &r) {
    std::string out;
    r.ParseFromString(getenv("T")); //~ source(ENVIRONMENT) f7
    r.SerializeToString(&out);
    s.send(out); //~ sink(egress.message) f7, finding(traced) f7
}

void packed_constants(zmq::socket_t &s, Report &r) {
    std::string out;
    r.ParseFromString("x"); //~ ok
    r.SerializeToString(&out); //~ ok
    s.send(r.SerializeAsString()); //~ ok
    google::protobuf::util::MessageToJsonString(r, &out); //~ ok
    google::protobuf::util::JsonStringToMessage("{}", &r); //~ ok
    s.send(out); //~ ok
}

void as_json(zmq::socket_t &s, Report &r) {
    std::string out;
    google::protobuf::util::JsonStringToMessage(getenv("T"), &r); //~ source(ENVIRONMENT) f9
    s.send(r.SerializeAsString()); //~ sink(egress.message) f9, finding(traced) f9
}

void to_json(zmq::socket_t &s, Report &r) {
    std::string out;
    r.ParseFromString(getenv("T")); //~ source(ENVIRONMENT) f10
    google::protobuf::util::MessageToJsonString(r, &out);
    s.send(out); //~ sink(egress.message) f10, finding(traced) f10
}

void queue(zmq::context_t &c) {
    zmq::socket_t s(c, zmq::socket_type::push);
    s.connect("tcp://zmq.collector.example:5555"); //~ capability(NETWORK), endpoint("tcp://zmq.collector.example:5555")
    s.send(zmq::buffer(getenv("T"), 9)); //~ source(ENVIRONMENT) f11, sink(egress.message) f11, finding(traced) f11, capability(NETWORK)
}

void queue_in(zmq::socket_t &s) {
    zmq::message_t m;
    s.recv(m); //~ source(NETWORK) f12, capability(NETWORK)
    system(m.to_string().c_str()); //~ sink(exec.command) f12, finding(traced) f12
}

void queue_constants(zmq::socket_t &s) {
    zmq::message_t m("x"); //~ ok
    s.connect("tcp://zmq.collector.example:5555"); //~ ok
    s.send(m); //~ ok
    s.recv(m); //~ ok
}

void broker() {
    mqtt::async_client c("tcp://mqtt.collector.example:1883", "id"); //~ capability(NETWORK), endpoint("tcp://mqtt.collector.example:1883")
    c.publish("t", getenv("T")); //~ source(ENVIRONMENT) f14, sink(egress.message) f14, finding(traced) f14, capability(NETWORK)
}

void broker_message(mqtt::async_client &c) {
    auto m = mqtt::make_message("t", getenv("T")); //~ source(ENVIRONMENT) f15
    c.publish(m); //~ sink(egress.message) f15, finding(traced) f15
}

void broker_in(mqtt::async_client &c) {
    auto m = c.consume_message(); //~ source(NETWORK) f16, capability(NETWORK)
    system(m->to_string().c_str()); //~ sink(exec.command) f16, finding(traced) f16
}

void broker_callback(mqtt::async_client &c) {
    c.set_message_callback([](mqtt::const_message_ptr m) { //~ source(NETWORK) f17, capability(NETWORK)
        system(m->to_string().c_str()); //~ sink(exec.command) f17, finding(traced) f17
    });
}

void broker_constants(mqtt::async_client &given) {
    mqtt::async_client c("tcp://mqtt.collector.example:1883", "id"); //~ ok
    c.publish(mqtt::make_message("t", "x")); //~ ok
    c.consume_message(); //~ ok
    c.set_message_callback([](mqtt::const_message_ptr m) {}); //~ ok
}

void log_out(RdKafka::Producer *p) {
    p->produce("t", 0, 0, getenv("T"), 9, nullptr, 0, 0, nullptr); //~ source(ENVIRONMENT) f19, sink(egress.message) f19, finding(traced) f19, capability(NETWORK)
    p->produce("t", 0, 0, "x", 1, nullptr, 0, 0, nullptr); //~ ok
}

void log_in(RdKafka::KafkaConsumer *c) {
    system((char *)c->consume(100)->payload()); //~ source(NETWORK) f20, sink(exec.command) f20, finding(assumed) f20, capability(NETWORK)
    c->consume(100); //~ ok
}

void log_built(cppkafka::Producer &p) {
    cppkafka::MessageBuilder b("t");
    p.produce(b.payload(getenv("T"))); //~ source(ENVIRONMENT) f21, sink(egress.message) f21, finding(traced) f21, capability(NETWORK)
    cppkafka::MessageBuilder other("t");
    p.produce(other.key("x")); //~ ok
}

void exchange(AMQP::TcpChannel &c) {
    c.publish("x", "k", getenv("T")); //~ source(ENVIRONMENT) f22, sink(egress.message) f22, finding(traced) f22, capability(NETWORK)
    c.publish("x", "k", "y"); //~ ok
}

void exchange_simple(AmqpClient::Channel::ptr_t given, AmqpClient::Channel *c) {
    c->BasicPublish("x", "k", AmqpClient::BasicMessage::Create(getenv("T"))); //~ source(ENVIRONMENT) f23, sink(egress.message) f23, finding(traced) f23, capability(NETWORK)
    c->BasicPublish("x", "k", AmqpClient::BasicMessage::Create("x")); //~ ok
}

void store() {
    sw::redis::Redis r("tcp://redis.collector.example:6379"); //~ capability(NETWORK), endpoint("tcp://redis.collector.example:6379")
    r.set("k", getenv("T")); //~ source(ENVIRONMENT) f24, sink(egress.message) f24, finding(traced) f24, capability(NETWORK)
}

void store_read() {
    sw::redis::Redis r("tcp://redis.collector.example:6379");
    system(r.get("k")->c_str()); //~ source(NETWORK) f25, sink(exec.command) f25, finding(traced) f25, capability(NETWORK)
}

void store_constants() {
    sw::redis::Redis r("tcp://redis.collector.example:6379"); //~ ok
    r.set("k", "x"); //~ ok
    r.get("k"); //~ ok
}

void web_socket(ix::WebSocket &w) {
    w.setUrl("wss://ix.collector.example"); //~ endpoint("wss://ix.collector.example")
    w.send(getenv("T")); //~ source(ENVIRONMENT) f27, sink(egress.message) f27, finding(traced) f27, capability(NETWORK)
}

void web_socket_in(ix::WebSocket &w) {
    w.setOnMessageCallback([](const ix::WebSocketMessagePtr &m) { //~ source(NETWORK) f28, capability(NETWORK)
        system(m->str.c_str()); //~ sink(exec.command) f28, finding(traced) f28
    });
}

void web_socket_constants(ix::WebSocket &w) {
    w.setUrl("wss://ix.collector.example"); //~ ok
    w.send("x"); //~ ok
    w.setOnMessageCallback([](const ix::WebSocketMessagePtr &m) {}); //~ ok
}

void socket_pp(websocketpp::client<config> &c, websocketpp::connection_hdl h) {
    c.send(h, getenv("T"), websocketpp::frame::opcode::text); //~ source(ENVIRONMENT) f30, sink(egress.message) f30, finding(traced) f30, capability(NETWORK)
    c.send(h, "x", websocketpp::frame::opcode::text); //~ ok
}

void socket_pp_in(websocketpp::client<config> &c) {
    c.set_message_handler([](websocketpp::connection_hdl h, message_ptr m) { //~ source(NETWORK) f31, capability(NETWORK)
        system(m->get_payload().c_str()); //~ sink(exec.command) f31, finding(traced) f31
    });
    c.set_message_handler([](websocketpp::connection_hdl h, message_ptr m) { m->get_payload(); }); //~ ok
}

void crash_event() {
    sentry_value_t e = sentry_value_new_message_event(0, "app", getenv("T")); //~ source(ENVIRONMENT) f32
    sentry_capture_event(e); //~ sink(egress.telemetry) f32, finding(traced) f32, capability(NETWORK)
}

void crash_event_set() {
    sentry_value_t e = sentry_value_new_event();
    sentry_value_set_by_key(e, "t", sentry_value_new_string(getenv("T"))); //~ source(ENVIRONMENT) f33
    sentry_capture_event(e); //~ sink(egress.telemetry) f33, finding(traced) f33
}

void crash_attachment(sentry_options_t *o) {
    sentry_options_set_dsn(o, "https://key@sentry.collector.example/1"); //~ capability(NETWORK), endpoint("https://key@sentry.collector.example/1")
    sentry_options_add_attachment(o, "/etc/hosts"); //~ source(FILE) f34, sink(egress.telemetry) f34, finding(traced) f34, capability(FILES)
    auto attach = sentry_options_add_attachment; //~ ok
}

void crash_constants(sentry_options_t *o) {
    sentry_options_set_dsn(o, "https://key@sentry.collector.example/1"); //~ ok
    sentry_value_t e = sentry_value_new_message_event(0, "app", "x"); //~ ok
    sentry_value_set_by_key(e, "v", sentry_value_new_string("1")); //~ ok
    sentry_capture_event(e); //~ ok
}

void traced(opentelemetry::trace::Span &span) {
    span.SetAttribute("t", getenv("T")); //~ source(ENVIRONMENT) f36, sink(egress.telemetry) f36, finding(traced) f36
    span.SetAttribute("v", "1"); //~ ok
}
