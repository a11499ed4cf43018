#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>

void post_fields(CURL *curl) {
    char *home = getenv("HOME"); //~ source(ENVIRONMENT) f1
    curl_easy_setopt(curl, CURLOPT_URL, "https://collect.example/a");
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, home);
    curl_easy_perform(curl); //~ sink(egress.http) f1, finding(traced) f1, capability(NETWORK)
}

void only_a_path_option(CURL *curl) {
    char *bundle = getenv("CURL_CA_BUNDLE"); //~ ok
    curl_easy_setopt(curl, CURLOPT_CAINFO, bundle); //~ ok
    curl_easy_perform(curl); //~ ok
    long code = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code); //~ ok
}

void multi(CURLM *multi, CURL *curl) {
    char *user = getenv("USER"); //~ source(ENVIRONMENT) f2
    curl_easy_setopt(curl, CURLOPT_USERAGENT, user);
    curl_multi_add_handle(multi, curl); //~ sink(egress.http) f2, finding(traced) f2
}

void multi_quiet(CURLM *multi, CURL *curl) {
    curl_easy_setopt(curl, CURLOPT_URL, "https://ping.example/");
    curl_multi_add_handle(multi, curl); //~ ok
}

void form_field(CURL *curl) {
    struct curl_httppost *post = NULL, *last = NULL;
    char *user = getenv("USER"); //~ source(ENVIRONMENT) f3
    curl_formadd(&post, &last, CURLFORM_COPYNAME, "u", CURLFORM_COPYCONTENTS, user, CURLFORM_END);
    curl_easy_setopt(curl, CURLOPT_HTTPPOST, post);
    curl_easy_perform(curl); //~ sink(egress.http) f3, finding(traced) f3
}

void form_file(CURL *curl) {
    struct curl_httppost *post = NULL, *last = NULL;
    curl_formadd(&post, &last, CURLFORM_COPYNAME, "f", CURLFORM_FILE, "/etc/hosts", CURLFORM_END); //~ source(FILE) f4
    curl_easy_setopt(curl, CURLOPT_HTTPPOST, post);
    curl_easy_perform(curl); //~ sink(egress.http) f4, finding(traced) f4
}

void form_constant(CURL *curl) {
    struct curl_httppost *post = NULL, *last = NULL;
    curl_formadd(&post, &last, CURLFORM_COPYNAME, "n", CURLFORM_COPYCONTENTS, "v", CURLFORM_END); //~ ok
    curl_easy_setopt(curl, CURLOPT_HTTPPOST, post); //~ ok
    curl_easy_perform(curl);
}

void mime_file(CURL *curl) {
    curl_mime *mime = curl_mime_init(curl);
    curl_mimepart *part = curl_mime_addpart(mime);
    curl_mime_filedata(part, "/etc/passwd"); //~ source(FILE) f5
    curl_easy_setopt(curl, CURLOPT_MIMEPOST, mime);
    curl_easy_perform(curl); //~ sink(egress.http) f5, finding(traced) f5
}

void mime_data(CURL *curl) {
    curl_mime *mime = curl_mime_init(curl);
    curl_mimepart *part = curl_mime_addpart(mime);
    curl_mime_data(part, getenv("SHELL"), CURL_ZERO_TERMINATED); //~ source(ENVIRONMENT) f6
    curl_easy_setopt(curl, CURLOPT_MIMEPOST, mime);
    curl_easy_perform(curl); //~ sink(egress.http) f6, finding(traced) f6
}

void mime_constant(CURL *curl) {
    curl_mime *mime = curl_mime_init(curl); //~ ok
    curl_mimepart *part = curl_mime_addpart(mime); //~ ok
    curl_mime_data(part, "ping", CURL_ZERO_TERMINATED); //~ ok
    curl_mime_filedata(part, NULL); //~ ok
    curl_easy_perform(curl);
}

void headers(CURL *curl) {
    struct curl_slist *list = NULL;
    char *user = getenv("USER"); //~ source(ENVIRONMENT) f7
    char *safe = curl_easy_escape(curl, user, 0);
    list = curl_slist_append(list, safe);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    curl_easy_perform(curl); //~ sink(egress.http) f7, finding(traced) f7
}

void constant_headers(CURL *curl) {
    struct curl_slist *list = curl_slist_append(NULL, "Expect:"); //~ ok
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list); //~ ok
    char *name = curl_easy_escape(curl, "a b", 0); //~ ok
    curl_easy_perform(curl); //~ ok
}

void raw(CURL *curl) {
    size_t n;
    curl_easy_send(curl, getenv("PATH"), 4, &n); //~ source(ENVIRONMENT) f8, sink(egress.socket) f8, finding(traced) f8
    curl_easy_send(curl, "PING", 4, &n); //~ ok
}

void raw_command(CURL *curl) {
    char line[200];
    size_t n;
    curl_easy_recv(curl, line, sizeof line, &n); //~ source(NETWORK) f9
    system(line); //~ sink(exec.command) f9, finding(traced) f9
}

void raw_ignored(CURL *curl) {
    char line[200];
    size_t n;
    curl_easy_recv(curl, line, sizeof line, &n); //~ ok
}

void socket_out(CURL *curl) {
    size_t n;
    curl_ws_send(curl, getenv("PATH"), 4, &n, 0, CURLWS_TEXT); //~ source(ENVIRONMENT) f10, sink(egress.message) f10, finding(traced) f10
    curl_ws_send(curl, "hi", 2, &n, 0, CURLWS_TEXT); //~ ok
}

void socket_in(CURL *curl) {
    char line[200];
    size_t n;
    curl_ws_recv(curl, line, sizeof line, &n, NULL); //~ source(NETWORK) f11
    system(line); //~ sink(exec.command) f11, finding(traced) f11
}

void socket_ignored(CURL *curl) {
    char line[200];
    size_t n;
    curl_ws_recv(curl, line, sizeof line, &n, NULL); //~ ok
}

void by_url(CURL *curl) {
    CURLU *url = curl_url();
    char *text = NULL;
    curl_url_set(url, CURLUPART_QUERY, getenv("USER"), 0); //~ source(ENVIRONMENT) f12
    curl_url_get(url, CURLUPART_URL, &text, 0);
    curl_easy_setopt(curl, CURLOPT_URL, text);
    curl_easy_perform(curl); //~ sink(egress.http) f12, finding(traced) f12
}

void by_constant_url(CURL *curl) {
    CURLU *url = curl_url();
    char *text = NULL;
    curl_url_set(url, CURLUPART_QUERY, "a=b", 0); //~ ok
    curl_url_get(url, CURLUPART_URL, &text, 0); //~ ok
}

void copy_handle(CURL *curl) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, getenv("HOME")); //~ source(ENVIRONMENT) f13
    CURL *copy = curl_easy_duphandle(curl);
    curl_easy_perform(copy); //~ sink(egress.http) f13, finding(traced) f13
}

void copy_empty(CURL *curl) {
    CURL *copy = curl_easy_duphandle(curl); //~ ok
    curl_easy_perform(copy);
}

static size_t on_data(char *data, size_t size, size_t count, void *user) {
    fwrite(data, size, count, (FILE *)user); //~ sink(file.write) f14, finding(traced) f14
    return size * count;
}

void download(CURL *curl, FILE *out) {
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_data);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, out);
    curl_easy_perform(curl); //~ source(NETWORK) f14
}

void status(CURL *curl) {
    int code = curl_easy_perform(curl);
    system(curl_easy_strerror(code)); //~ ok
}

void put_stream(CURL *curl) {
    FILE *file = fopen("/etc/hosts", "rb"); //~ source(FILE) p1
    curl_easy_setopt(curl, CURLOPT_READDATA, file);
    curl_easy_perform(curl); //~ sink(egress.http) p1, finding(traced) p1
}

void put_nothing(CURL *curl) {
    FILE *file = fopen("/tmp/log", "wb"); //~ ok
    curl_easy_setopt(curl, CURLOPT_READDATA, file);
    curl_easy_perform(curl); //~ ok
}

void downloads(void) {
    CURL *c = curl_easy_init();
    FILE *f = fopen("/tmp/new", "wb");
    curl_easy_setopt(c, CURLOPT_WRITEDATA, f);
    curl_easy_perform(c); //~ source(NETWORK) cdl
    fclose(f);
    system("/tmp/new"); //~ sink(exec.command) cdl, finding(traced) cdl
    system("/tmp/old"); //~ ok
}
