// What is done to a C handle by way of the smart pointer that owns it.
#include <curl/curl.h>
#include <memory>

struct Cleanup { void operator()(CURL *handle) { curl_easy_cleanup(handle); } };
static auto cleanup = [](CURL *handle) { curl_easy_cleanup(handle); };
using Owned = std::unique_ptr<CURL, decltype(cleanup)>;

void braces() {
    Owned curl{curl_easy_init(), cleanup};
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, getenv("A")); //~ source(ENVIRONMENT) f1
    curl_easy_perform(curl.get()); //~ sink(egress.http) f1, finding(traced) f1
}

void parentheses() {
    std::unique_ptr<CURL, Cleanup> curl(curl_easy_init());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, getenv("B")); //~ source(ENVIRONMENT) f2
    curl_easy_perform(curl.get()); //~ sink(egress.http) f2, finding(traced) f2
}

class Sender {
    std::unique_ptr<CURL, Cleanup> curl_;

public:
    void prepare() { curl_easy_setopt(curl_.get(), CURLOPT_POSTFIELDS, getenv("C")); } //~ source(ENVIRONMENT) f3
    void go() { curl_easy_perform(curl_.get()); } //~ sink(egress.http) f3, finding(traced) f3
};

// However often it is named.
void often(long seconds) {
    std::unique_ptr<CURL, Cleanup> curl(curl_easy_init());
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, seconds);
    curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, seconds);
    curl_easy_setopt(curl.get(), CURLOPT_LOW_SPEED_TIME, seconds);
    curl_easy_setopt(curl.get(), CURLOPT_FAILONERROR, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_NOPROGRESS, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_MAXREDIRS, 3L);
    curl_easy_setopt(curl.get(), CURLOPT_POST, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, getenv("E")); //~ source(ENVIRONMENT) f4
    curl_easy_perform(curl.get()); //~ sink(egress.http) f4, finding(traced) f4
}

void other() {
    std::unique_ptr<CURL, Cleanup> one(curl_easy_init());
    std::unique_ptr<CURL, Cleanup> two(curl_easy_init());
    curl_easy_setopt(one.get(), CURLOPT_POSTFIELDS, getenv("D"));
    curl_easy_perform(two.get()); //~ ok
}
