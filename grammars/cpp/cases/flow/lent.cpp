// What a method returns by reference is its field: what is put there by others is read there.
#include <cstdlib>
#include <string>
#include <sys/socket.h>
#include <vector>

class Parts {
 public:
  std::vector<std::string> &parts() { return parts_; }
  std::vector<std::string> &other() { return other_; }
  void put(const char *value) { add(parts(), value); }
  void leak(int wire) { send(wire, parts_[0].c_str(), 9, 0); } //~ sink(egress.socket) r1, finding(environment-exfiltration, traced) r1
  void quiet(int wire) { send(wire, other_[0].c_str(), 9, 0); } //~ ok

 private:
  static void add(std::vector<std::string> &to, const char *value) { to.push_back(value); }
  std::vector<std::string> parts_;
  std::vector<std::string> other_;
};

void fill(Parts &parts) {
  parts.put(std::getenv("TOKEN")); //~ source(ENVIRONMENT) r1
  parts.other().push_back("nothing");
}

// A constant that is lent is not written to: who changes what he got changes a copy.
class Defaults {
 public:
  const std::string &name() const { return none_; }
  void quiet(int wire) { send(wire, none_.c_str(), 9, 0); } //~ ok

 private:
  std::string none_;
};

void copy(const Defaults &defaults) {
  std::string name = defaults.name();
  name += std::getenv("TOKEN"); //~ ok
  name.append(std::getenv("HOME")); //~ ok
}
