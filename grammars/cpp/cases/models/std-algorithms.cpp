// Algorithms, function objects, threads, regular expressions.
#include <algorithm>
#include <functional>
#include <thread>
#include <sys/socket.h>

int g;

void send_one(const std::string &t) {
    send(g, t.c_str(), 9, 0); //~ ok
}

void copied(int s) {
    std::string t = getenv("T"), u; //~ source(ENVIRONMENT) f2
    std::copy(t.begin(), t.end(), std::back_inserter(u));
    send(s, u.c_str(), 9, 0); //~ sink(egress.socket) f2, finding(traced) f2
}

void copied_range(int s) {
    std::string t = getenv("T"), u; //~ source(ENVIRONMENT) f3
    std::ranges::copy(t, std::back_inserter(u));
    send(s, u.c_str(), 9, 0); //~ sink(egress.socket) f3, finding(traced) f3
}

void copied_constants(int s) {
    std::string t = "x", u;
    std::copy(t.begin(), t.end(), std::back_inserter(u)); //~ ok
    std::ranges::copy(t, std::back_inserter(u)); //~ ok
    std::transform(t.begin(), t.end(), u.begin(), ::toupper); //~ ok
    std::fill(u.begin(), u.end(), 'x'); //~ ok
    int n = std::accumulate(u.begin(), u.end(), 0); //~ ok
    send(s, u.c_str(), n, 0); //~ ok
    send(s, &n, 4, 0); //~ ok
}

void upper_case(int s) {
    std::string t = getenv("T"); //~ source(ENVIRONMENT) f5
    std::string u(9, ' ');
    std::transform(t.begin(), t.end(), u.begin(), ::toupper);
    send(s, u.c_str(), 9, 0); //~ sink(egress.socket) f5, finding(traced) f5
}

void each(int s) {
    std::vector<std::string> v;
    v.push_back(getenv("T")); //~ source(ENVIRONMENT) f6
    std::for_each(v.begin(), v.end(), [s](const std::string &t) {
        send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f6, finding(traced) f6
    });
}

void each_constant(int s) {
    std::vector<std::string> v;
    v.push_back("x");
    std::for_each(v.begin(), v.end(), [s](const std::string &t) { //~ ok
        send(s, t.c_str(), 9, 0); //~ ok
    });
    std::any_of(v.begin(), v.end(), [s](const std::string &t) { return send(s, t.c_str(), 9, 0); }); //~ ok
}

void found(int s) {
    std::vector<std::string> v;
    v.push_back(getenv("T")); //~ source(ENVIRONMENT) f8
    auto it = std::find(v.begin(), v.end(), "x");
    send(s, it->c_str(), 9, 0); //~ sink(egress.socket) f8, finding(traced) f8
}

void asked(int s) {
    std::vector<std::string> v;
    v.push_back(getenv("T")); //~ source(ENVIRONMENT) f9
    std::any_of(v.begin(), v.end(), [s](const std::string &t) {
        return send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f9, finding(traced) f9
    });
}

void summed(int s) {
    std::vector<std::string> v;
    v.push_back(getenv("T")); //~ source(ENVIRONMENT) f10
    std::string t = std::accumulate(v.begin(), v.end(), std::string());
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f10, finding(traced) f10
}

void filled(int s) {
    std::vector<std::string> v(9);
    std::fill(v.begin(), v.end(), getenv("T")); //~ source(ENVIRONMENT) f11
    send(s, v.front().c_str(), 9, 0); //~ sink(egress.socket) f11, finding(traced) f11
}

void distances(int s) {
    std::string t = getenv("T"); //~ ok
    auto n = std::distance(t.begin(), t.end()); //~ ok
    send(s, &n, 8, 0); //~ ok
    auto it = std::find(t.begin(), t.end(), 'x'); //~ ok
}

void visited(int s) {
    std::variant<std::string, int> v(getenv("T")); //~ source(ENVIRONMENT) f13
    std::visit([s](const std::string &t) {
        send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f13, finding(traced) f13
    }, v);
}

void invoked(int s) {
    std::invoke([s](const char *t) {
        send(s, t, 9, 0); //~ sink(egress.socket) f14, finding(traced) f14
    }, getenv("T")); //~ source(ENVIRONMENT) f14
}

void applied(int s) {
    std::apply([s](const char *name, const char *t) {
        send(s, name, 9, 0); //~ ok
        send(s, t, 9, 0); //~ sink(egress.socket) f15, finding(traced) f15
    }, std::make_tuple("name", getenv("T"))); //~ source(ENVIRONMENT) f15
}

void send_two(int s, const char *t) {
    send(s, t, 9, 0); //~ sink(egress.socket) f16, finding(traced) f16
    int bind_late = 1;
    auto f = std::bind(send_two, s, getenv("T")); //~ source(ENVIRONMENT) f16
}

void send_front(int s, const char *t) {
    send(s, t, 9, 0); //~ sink(egress.socket) f16b, finding(traced) f16b
    auto f = std::bind_front(send_front, s, getenv("T")); //~ source(ENVIRONMENT) f16b
}

void send_later(int s, const char *t) {
    send(s, t, 9, 0); //~ sink(egress.socket) f17, finding(traced) f17
    std::thread work(send_later, s, getenv("T")); //~ source(ENVIRONMENT) f17
}

void send_sometime(int s, const char *t) {
    send(s, t, 9, 0); //~ sink(egress.socket) f18, finding(traced) f18
    auto f = std::async(std::launch::async, send_sometime, s, getenv("T")); //~ source(ENVIRONMENT) f18
}

void send_once(int s, const char *t) {
    send(s, t, 9, 0); //~ sink(egress.socket) f19, finding(traced) f19
    std::once_flag flag;
    std::call_once(flag, send_once, s, getenv("T")); //~ source(ENVIRONMENT) f19
}

void send_constant(int s, const char *t) {
    send(s, t, 9, 0); //~ ok
    std::visit([s](const char *u) { send(s, u, 9, 0); }, "x"); //~ ok
    std::invoke(send_constant, s, "x"); //~ ok
    std::apply(send_constant, std::make_tuple(s, "x")); //~ ok
    auto f = std::bind(send_constant, s, "x"); //~ ok
    auto g = std::bind_front(send_constant, s, "x"); //~ ok
    std::thread work(send_constant, s, "x"); //~ ok
    std::async(send_constant, s, "x"); //~ ok
    std::call_once(flag, send_constant, s, "x"); //~ ok
    std::function<void(int, const char *)> again(send_constant); //~ ok
}

void kept(int s) {
    std::function<void(const char *)> f([s](const char *t) {
        send(s, t, 9, 0); //~ sink(egress.socket) f21, finding(traced) f21
    });
    f(getenv("T")); //~ source(ENVIRONMENT) f21
}

void promised(int s) {
    std::promise<std::string> p;
    auto f = p.get_future();
    p.set_value(getenv("T")); //~ source(ENVIRONMENT) f22
    send(s, f.get().c_str(), 9, 0); //~ sink(egress.socket) f22, finding(traced) f22
}

void promised_constant(int s) {
    std::promise<std::string> p;
    auto f = p.get_future(); //~ ok
    p.set_value("x"); //~ ok
    send(s, f.get().c_str(), 9, 0); //~ ok
}

void stored(int s) {
    std::atomic<Text> a;
    a.store(getenv("T")); //~ source(ENVIRONMENT) f24
    send(s, a, 9, 0); //~ sink(egress.socket) f24, finding(traced) f24
}

void stored_constant(int s) {
    std::atomic<Text> a;
    a.store("x"); //~ ok
    send(s, a, 9, 0); //~ ok
}

void matched(int s) {
    std::string t = getenv("T"); //~ source(ENVIRONMENT) f26
    std::smatch m;
    std::regex_search(t, m, std::regex("x"));
    send(s, m[1].str().c_str(), 9, 0); //~ sink(egress.socket) f26, finding(traced) f26
}

void replaced(int s) {
    std::string t = std::regex_replace(getenv("T"), std::regex("x"), "y"); //~ source(ENVIRONMENT) f27
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f27, finding(traced) f27
}

void iterated(int s) {
    std::string t = getenv("T"); //~ source(ENVIRONMENT) f28
    std::sregex_iterator it(t.begin(), t.end(), std::regex("x"));
    send(s, it->str().c_str(), 9, 0); //~ sink(egress.socket) f28, finding(traced) f28
}

void matched_constants(int s) {
    std::string t = "x";
    std::smatch m;
    std::regex_search(t, m, std::regex("x")); //~ ok
    std::string u = std::regex_replace(t, std::regex("x"), "y"); //~ ok
    std::sregex_iterator it(t.begin(), t.end(), std::regex("x")); //~ ok
    send(s, m[0].str().c_str(), 9, 0); //~ ok
    send(s, it->str().c_str(), u.size(), 0); //~ ok
}

void converted(int s) {
    std::wstring_convert<std::codecvt_utf8<wchar_t>> c;
    std::string t = c.to_bytes(_wgetenv(L"T")); //~ source(ENVIRONMENT) f30
    send(s, t.c_str(), 9, 0); //~ sink(egress.socket) f30, finding(traced) f30
}

void converted_constant(int s) {
    std::wstring_convert<std::codecvt_utf8<wchar_t>> c;
    send(s, c.to_bytes(L"x").c_str(), 9, 0); //~ ok
}

void replaced_in_place(int s) {
    std::vector<std::string> v(9);
    std::replace(v.begin(), v.end(), "x", getenv("T")); //~ source(ENVIRONMENT) f32
    send(s, v.front().c_str(), 9, 0); //~ sink(egress.socket) f32, finding(traced) f32
}

void tested(int s) {
    std::vector<std::string> v(9);
    std::replace(v.begin(), v.end(), "x", "y"); //~ ok
    auto told = EXPECT_EQ("x", getenv("T")); //~ ok
    send(s, &told, 1, 0); //~ ok
    send(s, v.front().c_str(), 9, 0); //~ ok
    std::runtime_error constant("x"); //~ ok
    send(s, constant.message, 9, 0); //~ ok
}

void failed(int s) {
    std::runtime_error e(getenv("T")); //~ source(ENVIRONMENT) f34
    send(s, e.message, 9, 0); //~ sink(egress.socket) f34, finding(traced) f34
}
