// Strings, containers, iterators, wrappers.
#include <string>
#include <vector>
#include <map>
#include <sys/socket.h>

void text(int s) {
    std::string t(getenv("T")); //~ source(ENVIRONMENT) f1
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f1, finding(traced) f1
}

void made_of_constants(int s) {
    std::string t("x"), u("y"); //~ ok
    std::vector<char> v(9); //~ ok
    auto p = std::make_pair(t, u); //~ ok
    auto n = std::to_string(9); //~ ok
    t.append(u); //~ ok
    t.replace(0, 1, u); //~ ok
    v.push_back(1); //~ ok
    send(s, t.c_str(), t.size(), 0); //~ ok
    send(s, std::get<0>(p).data(), 9, 0); //~ ok
    send(s, n.substr(1).c_str(), 9, 0); //~ ok
    send(s, &v.front(), 9, 0); //~ ok
}

void pairs(int s) {
    auto p = std::make_pair(std::string("name"), std::string(getenv("T"))); //~ source(ENVIRONMENT) f3
    send(s, p.second.c_str(), 9, 0); //~ sink(egress.socket) f3, finding(traced) f3
    send(s, p.first.c_str(), 9, 0); //~ ok
}

void bound_pairs(int s) {
    auto [name, value] = std::make_tuple("name", getenv("T")); //~ source(ENVIRONMENT) f4
    send(s, value, 9, 0); //~ sink(egress.socket) f4, finding(traced) f4
    send(s, name, 9, 0); //~ ok
}

void taken_out(int s) {
    auto p = std::make_tuple("name", getenv("T")); //~ source(ENVIRONMENT) f5
    send(s, std::get<1>(p), 9, 0); //~ sink(egress.socket) f5, finding(traced) f5
}

void moved(int s) {
    std::string t = getenv("T"); //~ source(ENVIRONMENT) f6
    std::string u = std::move(t);
    send(s, u.c_str(), 9, 0); //~ sink(egress.socket) f6, finding(traced) f6
}

void moved_constant(int s) {
    std::string t = "x";
    std::string u = std::move(t); //~ ok
    std::string v = std::exchange(u, "y"); //~ ok
    std::swap(u, v); //~ ok
    send(s, u.c_str(), 9, 0); //~ ok
}

void exchanged(int s) {
    std::string t = getenv("T"); //~ source(ENVIRONMENT) f8
    std::string u = std::exchange(t, "");
    send(s, u.c_str(), 9, 0); //~ sink(egress.socket) f8, finding(traced) f8
}

void swapped(int s) {
    std::string t = getenv("T"), u; //~ source(ENVIRONMENT) f9
    std::swap(t, u);
    send(s, u.c_str(), 9, 0); //~ sink(egress.socket) f9, finding(traced) f9
}

void numbers(int s) {
    int n = std::stoi(getenv("T")); //~ source(ENVIRONMENT) f10
    send(s, std::to_string(n).c_str(), 9, 0); //~ sink(egress.socket) f10, finding(traced) f10
}

void digits(int s) {
    char digits[32];
    long n = atol(getenv("T")); //~ source(ENVIRONMENT) f11
    std::to_chars(digits, digits + 32, n);
    send(s, digits, 9, 0); //~ sink(egress.socket) f11, finding(traced) f11
}

void parsed(int s) {
    const char *t = getenv("T"); //~ source(ENVIRONMENT) f12
    int n;
    std::from_chars(t, t + 9, n);
    send(s, &n, 4, 0); //~ sink(egress.socket) f12, finding(traced) f12
}

void digits_of_constants(int s) {
    char digits[32];
    int n;
    std::to_chars(digits, digits + 32, 9); //~ ok
    std::from_chars("9", "", n); //~ ok
    send(s, digits, n, 0); //~ ok
}

void formatted(int s) {
    std::string t = std::format("t={}", getenv("T")); //~ source(ENVIRONMENT) f14
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f14, finding(traced) f14
}

void formatted_into(int s) {
    std::string t;
    std::format_to(std::back_inserter(t), "t={}", getenv("T")); //~ source(ENVIRONMENT) f15
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f15, finding(traced) f15
}

void added(int s) {
    std::string t;
    absl::StrAppend(&t, "t=", getenv("T")); //~ source(ENVIRONMENT) f16
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f16, finding(traced) f16
}

void formatted_constants(int s) {
    std::string t = std::format("t={}", 9); //~ ok
    std::format_to(std::back_inserter(t), "t={}", 9); //~ ok
    absl::StrAppend(&t, "t=", 9); //~ ok
    send(s, t.c_str(), 9, 0); //~ ok
}

void hashed(int s) {
    auto n = std::hash(getenv("T")); //~ ok
    send(s, &n, 8, 0); //~ ok
}

void pointer(int s) {
    std::vector<char> v;
    recv(s, v.data(), 9, 0); //~ source(NETWORK) f19
    system(v.data()); //~ sink(exec.command) f19, finding(traced) f19
}

void by_iterators(int s) {
    std::map<std::string, std::string> m;
    m["t"] = getenv("T"); //~ source(ENVIRONMENT) f20
    for (auto it = m.begin(); it != m.end(); ++it) {
        send(s, it->second.c_str(), 9, 0); //~ sink(egress.socket) f20, finding(traced) f20
    }
}

void found(int s) {
    std::map<std::string, std::string> m;
    m["t"] = getenv("T"); //~ source(ENVIRONMENT) f21
    auto it = m.find("t");
    send(s, it->second.c_str(), 9, 0); //~ sink(egress.socket) f21, finding(traced) f21
}

void found_nothing(int s) {
    std::map<std::string, std::string> m;
    m["v"] = "1";
    auto it = m.find("v"); //~ ok
    auto at = m.begin(); //~ ok
    send(s, it->second.data(), at->second.size(), 0); //~ ok
}

void part(int s) {
    std::string t = getenv("T"); //~ source(ENVIRONMENT) f23
    send(s, t.substr(1).c_str(), 9, 0); //~ sink(egress.socket) f23, finding(traced) f23
}

void pointed_to(int s) {
    std::unique_ptr<std::string> p(new std::string(getenv("T"))); //~ source(ENVIRONMENT) f24
    send(s, p.get()->c_str(), 9, 0); //~ sink(egress.socket) f24, finding(traced) f24
}

void pointed_to_constant(int s) {
    std::unique_ptr<std::string> p(new std::string("x"));
    send(s, p.get()->c_str(), 9, 0); //~ ok
    std::optional<std::string> o("x");
    send(s, o.value_or("y").c_str(), 9, 0); //~ ok
}

void optional(int s) {
    std::optional<std::string> o(getenv("T")); //~ source(ENVIRONMENT) f26
    send(s, o.value_or("x").c_str(), 9, 0); //~ sink(egress.socket) f26, finding(traced) f26
}

void appended(int s) {
    std::string t = "t=";
    t.append(getenv("T")); //~ source(ENVIRONMENT) f27
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f27, finding(traced) f27
}

void replaced(int s) {
    std::string t = "t=?";
    t.replace(2, 1, getenv("T")); //~ source(ENVIRONMENT) f28
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f28, finding(traced) f28
}

void collected(int s) {
    std::vector<std::string> v;
    v.push_back(getenv("T")); //~ source(ENVIRONMENT) f29
    for (const auto &t : v) {
        send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f29, finding(traced) f29
    }
}

void first_of(int s) {
    std::vector<std::string> v;
    v.emplace_back(getenv("T")); //~ source(ENVIRONMENT) f30
    send(s, v.front().c_str(), 9, 0); //~ sink(egress.socket) f30, finding(traced) f30
}

void swapped_with(int s) {
    std::vector<std::string> v, w;
    v.push_back(getenv("T")); //~ source(ENVIRONMENT) f31
    w.swap(v);
    send(s, w.back().c_str(), 9, 0); //~ sink(egress.socket) f31, finding(traced) f31
}

void swapped_constant(int s) {
    std::vector<std::string> v, w;
    v.push_back("x"); //~ ok
    w.swap(v); //~ ok
    send(s, w.at(0).c_str(), 9, 0); //~ ok
}

void sizes(int s) {
    std::string t = getenv("T"); //~ ok
    auto n = t.capacity(); //~ ok
    auto at = t.find_first_of("x"); //~ ok
    send(s, &n, at, 0); //~ ok
    send(s, &at, n, 0); //~ ok
}

void inserted_function(const char *t) {
    send(3, t, 9, 0); //~ sink(egress.socket) finsert, finding(traced) finsert
}

void inserted_idle(const char *t) {
    send(3, "x", 1, 0); //~ ok
}

void inserted() {
    std::map<int, void (*)(const char *)> table, idle;
    table.insert(std::make_pair(1, inserted_function));
    table[1](getenv("T")); //~ source(ENVIRONMENT) finsert
    idle.insert(std::make_pair(1, inserted_idle)); //~ ok
    idle[1](getenv("T")); //~ ok
}
