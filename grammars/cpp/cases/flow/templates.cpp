// --- path: transport.hpp ---
// A class template that sends through whatever its arguments are. Inside of a method `::send` is no method of that name.
#include <memory>
#include <string>

class Transport {
 public:
  virtual ~Transport() {}
  virtual void send(const std::string &body) = 0;
};

class Encoder {
 public:
  virtual ~Encoder() {}
  virtual void encode(const std::string &value, std::string &out) = 0;
};

template <class TTransport, typename TEncoder = Encoder>
class Request {
 public:
  explicit Request(int wire) : encoder_(std::make_shared<TEncoder>()), transport_(std::make_shared<TTransport>(wire)) {}
  void call(const std::string &value) {
    std::string encoded;
    encoder_->encode(value, encoded);
    transport_->send(encoded);
  }

 private:
  std::shared_ptr<TEncoder> encoder_;
  std::shared_ptr<TTransport> transport_;
};

template <class TStore>
class Log {
 public:
  void note(const std::string &value) { store_->send(value); }

 private:
  std::unique_ptr<TStore> store_;
};
// --- path: wire.cpp ---
#include <cstdlib>
#include <sys/socket.h>
#include "transport.hpp"

class Wire : public Transport {
 public:
  explicit Wire(int wire) : wire_(wire) {}
  void send(const std::string &body) override {
    ::send(wire_, body.c_str(), body.size(), 0); //~ sink(egress.socket) t1, finding(environment-exfiltration, traced) t1
  }

 private:
  int wire_;
};

class Memory {
 public:
  void send(const std::string &body) { kept_ = body; }

 private:
  std::string kept_;
};

class Plain : public Encoder {
 public:
  void encode(const std::string &value, std::string &out) override { out = value + "\n"; }
};

void leak(int wire) {
  Request<Wire, Plain> request(wire);
  request.call(std::getenv("TOKEN")); //~ source(ENVIRONMENT) t1
}

void quiet() {
  Log<Memory> log;
  log.note(std::getenv("HOME")); //~ ok
}
