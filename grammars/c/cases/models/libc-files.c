#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <dirent.h>
#include <curl/curl.h>

void by_fread(int s) {
    char buf[512];
    FILE *f = fopen("/etc/hosts", "r"); //~ capability(FILES)
    fread(buf, 1, sizeof buf, f); //~ source(FILE) a1, capability(FILES)
    send(s, buf, sizeof buf, 0); //~ sink(egress.socket) a1, finding(traced) a1
}

void fopen_only(int s) {
    FILE *f = fopen("/etc/hosts", "r"); //~ ok
    freopen("/dev/null", "r", f); //~ ok
    fclose(f);
    send(s, "done", 4, 0); //~ ok
}

void handed_as_a_whole(CURL *curl) {
    FILE *f = fopen("/etc/hosts", "rb"); //~ source(FILE) a1b
    curl_easy_setopt(curl, CURLOPT_READDATA, f);
    curl_easy_perform(curl); //~ sink(egress.http) a1b, finding(traced) a1b
}

void remote_name(int s) {
    char name[64], buf[512];
    recv(s, name, sizeof name, 0);
    FILE *f = fopen(name, "r");
    fread(buf, 1, sizeof buf, f); //~ source(FILE) a2
    send(s, buf, sizeof buf, 0); //~ sink(egress.socket) a2, finding(remote-directed-file-collection, traced) a2
}

void remote_name_reopened(int s, FILE *old) {
    char name[64], buf[512];
    recv(s, name, sizeof name, 0);
    FILE *f = freopen(name, "r", old); //~ capability(FILES)
    fread(buf, 1, sizeof buf, f); //~ source(FILE) a3
    send(s, buf, sizeof buf, 0); //~ sink(egress.socket) a3, finding(remote-directed-file-collection, traced) a3
}

void remote_name_fd(int s) {
    char name[64], buf[512];
    recv(s, name, sizeof name, 0);
    int fd = open(name, O_RDONLY); //~ capability(FILES)
    read(fd, buf, sizeof buf); //~ source(FILE) a4, capability(FILES)
    send(s, buf, sizeof buf, 0); //~ sink(egress.socket) a4, finding(remote-directed-file-collection, traced) a4
}

void remote_name_at(int s, int dir) {
    char name[64], buf[512];
    recv(s, name, sizeof name, 0);
    int fd = openat(dir, name, O_RDONLY); //~ capability(FILES)
    FILE *f = fdopen(fd, "r");
    fgets(buf, sizeof buf, f); //~ source(FILE) a5, capability(FILES)
    send(s, buf, sizeof buf, 0); //~ sink(egress.socket) a5, finding(remote-directed-file-collection, traced) a5
}

void descriptor_of_stream(int s) {
    char name[64], buf[512];
    recv(s, name, sizeof name, 0);
    FILE *f = fopen(name, "r");
    int fd = fileno(f);
    int other = dup(fd);
    read(other, buf, sizeof buf); //~ source(FILE) a6
    send(s, buf, sizeof buf, 0); //~ sink(egress.socket) a6, finding(remote-directed-file-collection, traced) a6
}

void descriptors_only(int s, int dir) {
    int fd = open("/etc/hosts", O_RDONLY); //~ ok
    int at = openat(dir, "x", O_RDONLY); //~ ok
    int other = dup(fd); //~ ok
    FILE *f = fdopen(fd, "r"); //~ ok
    int number = fileno(f); //~ ok
    close(at);
    send(s, &number, sizeof number, 0);
}

void temporary(int s) {
    char name[] = "/tmp/xXXXXXX";
    char buf[64], back[64];
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) a7
    int fd = mkstemp(name); //~ capability(FILES)
    write(fd, buf, sizeof buf); //~ sink(file.write) a7, finding(traced) a7, capability(FILE_WRITE)
    system(name); //~ sink(exec.command) a7, finding(download-and-execute, traced) a7
}

void temporary_only(void) {
    char name[] = "/tmp/xXXXXXX";
    int fd = mkstemp(name); //~ ok
    write(fd, "x", 1); //~ ok
}

void read_socket(void) {
    char buf[64];
    int s = socket(AF_INET, SOCK_STREAM, 0);
    read(s, buf, sizeof buf); //~ source(NETWORK) a8
    system(buf); //~ sink(exec.command) a8, finding(traced) a8
}

void read_input(int s) {
    char buf[64];
    read(STDIN_FILENO, buf, sizeof buf); //~ source(INPUT) a9
    send(s, buf, sizeof buf, 0); //~ sink(egress.socket) a9, finding(traced) a9
}

void read_and_count(int s, int fd) {
    char buf[64];
    int n = read(fd, buf, sizeof buf); //~ ok
    send(s, &n, sizeof n, 0); //~ ok
}

void read_vector(int s, int fd) {
    struct iovec io[1];
    char buf[64];
    io[0].iov_base = buf;
    readv(fd, io, 1); //~ source(FILE) a10, capability(FILES)
    send(s, io[0].iov_base, 64, 0); //~ sink(egress.socket) a10, finding(traced) a10
}

void read_vector_only(int s, int fd) {
    struct iovec io[1];
    readv(fd, io, 1); //~ ok
}

void write_socket(void) {
    int s = socket(AF_INET, SOCK_STREAM, 0);
    char *home = getenv("HOME"); //~ source(ENVIRONMENT) a11
    write(s, home, 10); //~ sink(egress.socket) a11, finding(traced) a11
    write(s, "hello", 5); //~ ok
}

void stream_input(int s) {
    char buf[64];
    fread(buf, 1, sizeof buf, stdin); //~ source(INPUT) a12
    send(s, buf, sizeof buf, 0); //~ sink(egress.socket) a12, finding(traced) a12
}

void command_stream(int s) {
    char buf[64];
    FILE *p = popen("id", "r"); //~ source(COMMAND_OUTPUT) a13
    fread(buf, 1, sizeof buf, p);
    send(s, buf, sizeof buf, 0); //~ sink(egress.socket) a13, finding(traced) a13
}

void command_lines(int s) {
    char buf[64];
    FILE *p = popen("id", "r"); //~ source(COMMAND_OUTPUT) a14
    fgets(buf, sizeof buf, p);
    send(s, buf, sizeof buf, 0); //~ sink(egress.socket) a14, finding(traced) a14
}

void fread_unsent(FILE *f) {
    char buf[64];
    fread(buf, 1, sizeof buf, f); //~ ok
    fgets(buf, sizeof buf, f); //~ ok
    puts(buf);
}

void line_input(int s) {
    char buf[64];
    fgets(buf, sizeof buf, stdin); //~ source(INPUT) a15
    send(s, buf, sizeof buf, 0); //~ sink(egress.socket) a15, finding(traced) a15
}

void lines(int s, FILE *f) {
    char *line = NULL;
    size_t n = 0;
    getline(&line, &n, f); //~ source(FILE) a16, capability(FILES)
    send(s, line, n, 0); //~ sink(egress.socket) a16, finding(traced) a16
}

void delimited(int s, FILE *f) {
    char *line = NULL;
    size_t n = 0;
    getdelim(&line, &n, ';', f); //~ source(FILE) a17, capability(FILES)
    send(s, line, n, 0); //~ sink(egress.socket) a17, finding(traced) a17
}

void lines_unsent(FILE *f) {
    char *line = NULL;
    size_t n = 0;
    getline(&line, &n, f); //~ ok
    getdelim(&line, &n, ';', f); //~ ok
}

void characters(int s, FILE *f) {
    char c = fgetc(f); //~ source(FILE) a18, capability(FILES)
    send(s, &c, 1, 0); //~ sink(egress.socket) a18, finding(traced) a18
}

void keyboard(int s) {
    char c = getchar(); //~ source(INPUT) a19
    send(s, &c, 1, 0); //~ sink(egress.socket) a19, finding(traced) a19
}

void characters_unsent(FILE *f) {
    int c = fgetc(f); //~ ok
    int d = getchar(); //~ ok
}

void scanned(int s, FILE *f) {
    char word[32];
    fscanf(f, "%31s", word); //~ source(FILE) a20, capability(FILES)
    send(s, word, sizeof word, 0); //~ sink(egress.socket) a20, finding(traced) a20
}

void scanned_input(int s) {
    char word[32];
    scanf("%31s", word); //~ source(INPUT) a21
    send(s, word, sizeof word, 0); //~ sink(egress.socket) a21, finding(traced) a21
}

void scanned_unsent(FILE *f) {
    char word[32];
    fscanf(f, "%31s", word); //~ ok
    scanf("%31s", word); //~ ok
}

void download(int s, FILE *out) {
    char buf[64];
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) a22
    fwrite(buf, 1, sizeof buf, out); //~ sink(file.write) a22, finding(download-to-file, traced) a22, capability(FILE_WRITE)
}

void download_text(int s, FILE *out) {
    char buf[64];
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) a23
    fputs(buf, out); //~ sink(file.write) a23, finding(download-to-file, traced) a23, capability(FILE_WRITE)
}

void download_formatted(int s, FILE *out) {
    char buf[64];
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) a24
    fprintf(out, "%s", buf); //~ sink(file.write) a24, finding(download-to-file, traced) a24, capability(FILE_WRITE)
}

void shown(int s, FILE *out) {
    char buf[64];
    recv(s, buf, sizeof buf, 0); //~ ok
    fwrite("x", 1, 1, out); //~ ok
    fputs("x", out); //~ ok
    fprintf(out, "x"); //~ ok
    fwrite(buf, 1, sizeof buf, stdout); //~ ok
}

void fed_command(int s) {
    char buf[64];
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) a25
    FILE *p = popen("sh", "w");
    fwrite(buf, 1, 64, p); //~ sink(exec.command) a25, finding(traced) a25
}

void mapped(int s) {
    int fd = open("/etc/hosts", O_RDONLY);
    char *data = mmap(NULL, 100, PROT_READ, MAP_PRIVATE, fd, 0); //~ source(FILE) a26, capability(FILES)
    send(s, data, 100, 0); //~ sink(egress.socket) a26, finding(traced) a26
}

void mapped_memory(int s) {
    char *data = mmap(NULL, 100, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    send(s, data, 100, 0); //~ ok
}

void mapped_unsent(int fd) {
    char *data = mmap(NULL, 100, PROT_READ, MAP_PRIVATE, fd, 0); //~ ok
}

void listed(int s) {
    char name[64];
    recv(s, name, sizeof name, 0);
    DIR *d = opendir(name);
    struct dirent *e = readdir(d); //~ source(FILE_META) a27, capability(FILES)
    send(s, e->d_name, 10, 0); //~ sink(egress.socket) a27, finding(remote-directed-listing, assumed) a27, finding(file-listing-exfiltration, traced) a27
}

void listed_unsent(void) {
    DIR *d = opendir("/"); //~ ok
    struct dirent *e = readdir(d); //~ ok
}

void attributes(int s) {
    struct stat st;
    stat("/etc/hosts", &st); //~ source(FILE_META) a28, capability(FILES)
    send(s, &st, sizeof st, 0); //~ sink(egress.socket) a28, finding(traced) a28
}

void link_target(int s) {
    char target[64];
    readlink("/proc/self/exe", target, sizeof target); //~ source(FILE_META) a29, capability(FILES)
    send(s, target, sizeof target, 0); //~ sink(egress.socket) a29, finding(traced) a29
}

void matched(int s) {
    glob_t found;
    glob("/home/*", 0, NULL, &found); //~ source(FILE_META) a30, capability(FILES)
    send(s, found.gl_pathv[0], 10, 0); //~ sink(egress.socket) a30, finding(traced) a30
}

void attributes_unsent(void) {
    struct stat st;
    char target[64];
    glob_t found;
    stat("/etc/hosts", &st); //~ ok
    readlink("/proc/self/exe", target, sizeof target); //~ ok
    glob("/home/*", 0, NULL, &found); //~ ok
}

void renamed(int s) {
    char buf[64];
    char part[] = "update.part", done[] = "update.bin";
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) a31
    FILE *f = fopen(part, "w");
    fwrite(buf, 1, sizeof buf, f); //~ sink(file.write) a31, finding(traced) a31
    rename(part, done); //~ capability(FILE_WRITE)
    system(done); //~ sink(exec.command) a31, finding(download-and-execute, traced) a31
}

void renamed_only(void) {
    rename("a", "b"); //~ ok
}

void handed_over(int s) {
    int fd = open("/etc/hosts", O_RDONLY);
    sendfile(s, fd, NULL, 100); //~ source(FILE) a32, sink(egress.socket) a32, finding(traced) a32, capability(NETWORK)
}

void spliced(int s) {
    int fd = open("/etc/hosts", O_RDONLY);
    splice(fd, NULL, s, NULL, 100, 0); //~ source(FILE) a33, sink(egress.socket) a33, finding(traced) a33, capability(NETWORK)
}

void sizes_only(int s, FILE *f) {
    long size = ftell(f); //~ ok
    char line[64];
    fgets(line, sizeof line, f); //~ ok
    int last = feof(line); //~ ok
    send(s, &last, sizeof last, 0); //~ ok
}

void named_only(void) {
    long (*copy)(int, int, long *, unsigned long) = sendfile; //~ ok
    long (*move)(int, long *, int, long *, unsigned long, unsigned) = splice; //~ ok
}

void by_stream_of_descriptor(int s) {
    char name[] = "/tmp/xXXXXXX";
    char buf[64];
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) a40
    int fd = mkstemp(name);
    FILE *f = fdopen(fd, "w");
    fwrite(buf, 1, sizeof buf, f); //~ sink(file.write) a40, finding(traced) a40
    system(name); //~ sink(exec.command) a40, finding(download-and-execute, traced) a40
}

void by_descriptor_of_stream(int s) {
    char name[] = "update.bin";
    char buf[64];
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) a41
    FILE *f = fopen(name, "w");
    int fd = fileno(f);
    write(fd, buf, sizeof buf); //~ sink(file.write) a41, finding(traced) a41
    system(name); //~ sink(exec.command) a41, finding(download-and-execute, traced) a41
}

void by_second_descriptor(int s) {
    char name[] = "update.bin";
    char buf[64];
    recv(s, buf, sizeof buf, 0); //~ source(NETWORK) a42
    int fd = open(name, O_WRONLY);
    int other = dup(fd);
    write(other, buf, sizeof buf); //~ sink(file.write) a42, finding(traced) a42
    system(name); //~ sink(exec.command) a42, finding(download-and-execute, traced) a42
}

void sent_fdopen_socket(void) {
    int s = socket(AF_INET, SOCK_STREAM, 0);
    FILE *out = fdopen(s, "w"); //~ sink(egress.socket) fdo1, finding(environment-exfiltration, traced) fdo1, capability(NETWORK)
    fprintf(out, "%s", getenv("A")); //~ source(ENVIRONMENT) fdo1
}

void kept_fdopen_socket(void) {
    FILE *out = fdopen(socket(AF_INET, SOCK_STREAM, 0), "w");
    fprintf(out, "%s", "ping"); //~ ok
}

void sent_dprintf_socket(void) {
    int s = socket(AF_INET, SOCK_STREAM, 0);
    dprintf(s, "%s", getenv("A")); //~ source(ENVIRONMENT) dpr1, sink(egress.socket) dpr1, finding(environment-exfiltration, traced) dpr1, capability(NETWORK)
}

void kept_dprintf_socket(int log) {
    dprintf(log, "%s", getenv("A")); //~ ok
    dprintf(socket(AF_INET, SOCK_STREAM, 0), "%s", "ping"); //~ ok
}

void kept_sendfile_file(void) {
    int in = open("/etc/passwd", O_RDONLY), out = open("/tmp/copy", O_WRONLY);
    sendfile(out, in, NULL, 100); //~ ok
}
