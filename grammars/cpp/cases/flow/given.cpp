// --- path: net.hpp ---
// The base of a class template is what the uses of the template give for it, a type of a library too. A type inside of a
// class is reached by any name of the class. What a function template gives on says nothing of its own.
#include <boost/beast/http.hpp>
#include <string>

namespace beast_http = boost::beast::http;

namespace net {

typedef beast_http::request<beast_http::string_body> Plain;
template <typename T>
class Message;
typedef Message<Plain> Request;

template <typename T>
class Message : public T {
 public:
  struct Header {
    Header(const std::string &name, const std::string &value) : name_(name), value_(value) {}
    std::string name_;
    std::string value_;
  };
};

template <class TCodec>
class Sender {
 public:
  void call(Stream &stream, const std::string &value) {
    Request request;
    std::string text;
    codec_.encode(value, text);
    request.body() = text;
    beast_http::write(stream, request); //~ sink(egress.http) t1, finding(environment-exfiltration, traced) t1
  }

 private:
  TCodec codec_;
};

}  // namespace net
// --- path: main.cpp ---
#include <cstdlib>
#include "net.hpp"

class Lines {
 public:
  void encode(const std::string &value, std::string &out) { out = value + "\n"; }
};

class Length {
 public:
  int size(const std::string &value) { return 1; }
};

template <class TAny>
void pass_on(Stream &stream, const std::string &value) {
  net::Sender<TAny> sender;
  sender.call(stream, value);
}

void leak(Stream &stream) {
  net::Sender<Lines> sender;
  sender.call(stream, std::getenv("TOKEN")); //~ source(ENVIRONMENT) t1
}

void header(Stream &stream) {
  net::Request request;
  net::Request::Header header("X-Token", std::getenv("TOKEN")); //~ source(ENVIRONMENT) t2
  request.body() = header.value_;
  beast_http::write(stream, request); //~ sink(egress.http) t2, finding(environment-exfiltration, traced) t2
}

void quiet(Stream &stream) {
  net::Request request;
  request.body() = std::to_string(Length().size(std::getenv("TOKEN"))); //~ ok
  beast_http::write(stream, request);
}
