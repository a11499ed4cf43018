// --- path: wrapper.hpp ---
#include <curl/curl.h>
#include <string>

class Wrapper {
 public:
  bool Init();
  void Post(const std::string &path);
  void Reset(const std::string &path);
  void Put(const std::string &path);

 private:
  void *library_;
  CURL *curl_;
  struct curl_httppost *form_;
  struct curl_httppost *last_;
  CURLcode (*setopt_)(CURL *, CURLoption, ...);
  CURLFORMcode (*formadd_)(struct curl_httppost **, struct curl_httppost **, ...);
  CURLcode (*perform_)(CURL *);
  void (*reset_)(CURL *);
};
// --- path: wrapper.cpp ---
// Functions of a library that are looked up by a macro and lie in fields; what is passed to them goes where theirs goes.
#include <dlfcn.h>
#include "wrapper.hpp"

#define LOOK_UP(field, name, type) \
  field = reinterpret_cast<type>(dlsym(library_, name)); \
  if (!field) { \
    return false; \
  }

bool Wrapper::Init() {
  library_ = dlopen("libcurl.so", RTLD_NOW);
  LOOK_UP(setopt_, "curl_easy_setopt", CURLcode(*)(CURL *, CURLoption, ...));
  LOOK_UP(formadd_, "curl_formadd", CURLFORMcode(*)(curl_httppost **, curl_httppost **, ...));
  LOOK_UP(perform_, "curl_easy_perform", CURLcode(*)(CURL *));
  LOOK_UP(reset_, "curl_easy_reset", void (*)(CURL *));
  return true;
}

void Wrapper::Post(const std::string &path) {
  (*formadd_)(&form_, &last_, CURLFORM_COPYNAME, "file", CURLFORM_FILE, path.c_str(), CURLFORM_END); //~ source(FILE) l1
  (*setopt_)(curl_, CURLOPT_HTTPPOST, form_);
  (*perform_)(curl_); //~ sink(egress.http) l1, finding(file-upload, traced) l1
}

void Wrapper::Reset(const std::string &path) {
  CURL *other = nullptr;
  setopt_(other, CURLOPT_CAINFO, path.c_str()); //~ ok
  perform_(other); //~ ok
  reset_(other);
}

void Wrapper::Put(const std::string &path) {
  CURL *other = nullptr;
  FILE *file = fopen(path.c_str(), "rb"); //~ source(FILE) l2
  setopt_(other, CURLOPT_READDATA, file);
  perform_(other); //~ sink(egress.http) l2, finding(file-upload, traced) l2
}
// --- path: local.cpp ---
// The address of a variable is what the symbol is stored through.
#include <cstdlib>
#include <curl/curl.h>
#include <dlfcn.h>

void post(void *library, CURL *curl) {
  CURLcode (*setopt)(CURL *, CURLoption, ...);
  *(void **)(&setopt) = dlsym(library, "curl_easy_setopt");
  CURLcode (*perform)(CURL *);
  *(void **)(&perform) = dlsym(library, "curl_easy_perform");
  (*setopt)(curl, CURLOPT_POSTFIELDS, std::getenv("TOKEN")); //~ source(ENVIRONMENT) l3
  (*perform)(curl); //~ sink(egress.http) l3, finding(environment-exfiltration, traced) l3
}

void strange(void *library, CURL *curl, const char *name) {
  CURLcode (*perform)(CURL *);
  *(void **)(&perform) = dlsym(library, name);
  (*perform)(std::getenv("TOKEN")); //~ ok
}
