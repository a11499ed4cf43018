#include <stdlib.h>
#include <unistd.h>
#include <netdb.h>
#include <pthread.h>
#include <sys/socket.h>

void environment(int s) {
    send(s, getenv("HOME"), 10, 0); //~ source(ENVIRONMENT) c1, sink(egress.socket) c1, finding(traced) c1, capability(ENVIRONMENT), capability(NETWORK)
}

void environment_unsent(void) {
    char *home = getenv("HOME"); //~ ok
}

void host(int s) {
    char name[64];
    gethostname(name, sizeof name); //~ source(DEVICE) c2, capability(DEVICE)
    send(s, name, sizeof name, 0); //~ sink(egress.socket) c2, finding(traced) c2
}

void system_name(int s) {
    struct utsname u;
    uname(&u); //~ source(DEVICE) c3, capability(DEVICE)
    send(s, u.release, 10, 0); //~ sink(egress.socket) c3, finding(traced) c3
}

void addresses(int s) {
    struct ifaddrs *list;
    getifaddrs(&list); //~ source(DEVICE) c4, capability(DEVICE)
    send(s, list, 10, 0); //~ sink(egress.socket) c4, finding(traced) c4
}

void account(int s) {
    struct passwd *p = getpwuid(0); //~ source(USER) c5, capability(DEVICE)
    send(s, p->pw_name, 10, 0); //~ sink(egress.socket) c5, finding(traced) c5
}

void shadow(int s) {
    struct spwd *p = getspnam("root"); //~ source(CREDENTIAL) c6, capability(CREDENTIALS)
    send(s, p->sp_pwdp, 10, 0); //~ sink(egress.socket) c6, finding(traced) c6
}

void asked(int s) {
    char *secret = getpass("Password: "); //~ source(CREDENTIAL) c7, capability(CREDENTIALS)
    send(s, secret, 10, 0); //~ sink(egress.socket) c7, finding(traced) c7
}

void known_here(void) {
    char name[64];
    struct utsname u;
    struct ifaddrs *list;
    gethostname(name, sizeof name); //~ ok
    uname(&u); //~ ok
    getifaddrs(&list); //~ ok
    struct passwd *p = getpwuid(0); //~ ok
    struct spwd *q = getspnam("root"); //~ ok
    char *secret = getpass("Password: "); //~ ok
}

void command(int s) {
    char line[64];
    recv(s, line, sizeof line, 0); //~ source(NETWORK) c8, capability(NETWORK)
    system(line); //~ sink(exec.command) c8, finding(remote-command-execution, traced) c8, capability(EXEC)
}

void command_output(int s) {
    char line[64], buf[64];
    recv(s, line, sizeof line, 0); //~ source(NETWORK) c9
    FILE *p = popen(line, "r"); //~ source(COMMAND_OUTPUT) c10, sink(exec.command) c9, finding(traced) c9, capability(EXEC)
    fgets(buf, sizeof buf, p);
    send(s, buf, sizeof buf, 0); //~ sink(egress.socket) c10, finding(remote-shell, traced) c10
}

void replaced(int s) {
    char line[64];
    recv(s, line, sizeof line, 0); //~ source(NETWORK) c11
    execl("/bin/sh", "sh", "-c", line, NULL); //~ sink(exec.command) c11, finding(traced) c11, capability(EXEC)
}

void spawned(int s, char **env) {
    char line[64];
    pid_t child;
    recv(s, line, sizeof line, 0); //~ source(NETWORK) c12
    posix_spawn(&child, line, NULL, NULL, NULL, env); //~ sink(exec.command) c12, finding(traced) c12, capability(EXEC)
}

void loaded(int s) {
    char line[64];
    recv(s, line, sizeof line, 0); //~ source(NETWORK) c13
    dlopen(line, RTLD_NOW); //~ sink(exec.load) c13, finding(traced) c13, capability(DYNAMIC_CODE)
}

void constant_commands(char **env) {
    pid_t child;
    system("sync"); //~ ok
    FILE *p = popen("id", "r"); //~ ok
    posix_spawn(&child, "/bin/true", NULL, NULL, NULL, env); //~ ok
    dlopen("libm.so.6", RTLD_NOW); //~ ok
    execl("/bin/true", "true", NULL); //~ ok
}

void peeked(int s, int pid) {
    long word = ptrace(PTRACE_PEEKDATA, pid, 0, 0); //~ source(MEMORY) c14, capability(MEMORY)
    send(s, &word, sizeof word, 0); //~ sink(egress.socket) c14, finding(traced) c14
}

void read_process(int s, int pid) {
    struct iovec local[1], remote[1];
    process_vm_readv(pid, local, 1, remote, 1, 0); //~ source(MEMORY) c15, capability(MEMORY)
    send(s, local[0].iov_base, 10, 0); //~ sink(egress.socket) c15, finding(traced) c15
}

void peeked_only(int pid) {
    struct iovec local[1], remote[1];
    long word = ptrace(PTRACE_PEEKDATA, pid, 0, 0); //~ ok
    process_vm_readv(pid, local, 1, remote, 1, 0); //~ ok
}

static void *sender(void *data) {
    int s = socket(AF_INET, SOCK_STREAM, 0); //~ capability(NETWORK)
    send(s, data, 10, 0); //~ sink(egress.socket) c16, finding(traced) c16
    return NULL;
}

void threaded(void) {
    pthread_t t;
    pthread_create(&t, NULL, sender, getenv("HOME")); //~ source(ENVIRONMENT) c16
}

void threaded_constant(void) {
    pthread_t t;
    pthread_create(&t, NULL, sender, "ping"); //~ ok
}

static int visit(const char *path, const struct stat *st, int kind, struct FTW *where) {
    int s = socket(AF_INET, SOCK_STREAM, 0); //~ ok
    send(s, path, 10, 0); //~ sink(egress.socket) c17, finding(traced) c17
    return 0;
}

void walked(void) {
    nftw("/home", visit, 10, 0); //~ source(FILE_META) c17, capability(FILES)
}

void walked_unsent(int (*other)(void)) {
    nftw("/home", other, 10, 0); //~ ok
}

void connected(struct sockaddr *where) {
    int s = socket(AF_INET, SOCK_STREAM, 0); //~ ok
    connect(s, where, sizeof *where); //~ capability(NETWORK)
    write(s, getenv("HOME"), 10); //~ source(ENVIRONMENT) c18, sink(egress.socket) c18, finding(traced) c18
}

void connected_only(int s, struct sockaddr *where) {
    connect(s, where, sizeof *where); //~ ok
    send(s, "ping", 4, 0); //~ ok
    sendto(s, "ping", 4, 0, where, 16); //~ ok
    sendmsg(s, NULL, 0); //~ ok
    writev(s, NULL, 0); //~ ok
}

void datagram(int s, struct sockaddr *where) {
    sendto(s, getenv("HOME"), 10, 0, where, 16); //~ source(ENVIRONMENT) c19, sink(egress.socket) c19, finding(traced) c19
}

void message(int s) {
    struct msghdr m;
    struct iovec io[1];
    io[0].iov_base = getenv("HOME"); //~ source(ENVIRONMENT) c20
    m.msg_iov = io;
    sendmsg(s, &m, 0); //~ sink(egress.socket) c20, finding(traced) c20
}

void vector(int s) {
    struct iovec io[1];
    io[0].iov_base = getenv("HOME"); //~ source(ENVIRONMENT) c21
    writev(s, io, 1); //~ sink(egress.socket) c21, finding(traced) c21
}

void received_message(int s) {
    struct msghdr m;
    struct iovec io;
    m.msg_iov = &io;
    recvmsg(s, &m, 0); //~ source(NETWORK) c22
    system(io.iov_base); //~ sink(exec.command) c22, finding(traced) c22
}

// A descriptor that was handed over is not what will be read from it.
void received_descriptor(int s) {
    struct msghdr m;
    recvmsg(s, &m, 0);
    system(m.msg_control); //~ ok
}

void sent_descriptor(int s) {
    struct msghdr m;
    m.msg_control = getenv("HOME");
    sendmsg(s, &m, 0); //~ ok
}

void received_only(int s) {
    struct msghdr m;
    char buf[10];
    recvmsg(s, &m, 0); //~ ok
    recv(s, buf, sizeof buf, 0); //~ ok
}

void looked_up(void) {
    char name[99] = "";
    gethostbyname(strcat(name, getenv("HOST"))); //~ source(ENVIRONMENT) c23, sink(egress.dns) c23, finding(traced) c23, capability(DNS)
    gethostbyname("localhost"); //~ ok
}

void queried(void) {
    unsigned char answer[512];
    char name[99] = "";
    res_query(strcat(name, getenv("HOST")), 1, 16, answer, sizeof answer); //~ source(ENVIRONMENT) c24, sink(egress.dns) c24, finding(traced) c24, capability(DNS)
    res_query("version.example", 1, 16, answer, sizeof answer); //~ ok
}

void queried_state(res_state state) {
    unsigned char answer[512];
    char name[99] = "";
    res_nquery(state, strcat(name, getenv("HOST")), 1, 16, answer, sizeof answer); //~ source(ENVIRONMENT) c25, sink(egress.dns) c25, finding(traced) c25, capability(DNS)
    res_nquery(state, "version.example", 1, 16, answer, sizeof answer); //~ ok
}

void address_text(int s) {
    int address = inet_addr(getenv("HOST")); //~ source(ENVIRONMENT) c26
    int wire = htonl(address);
    send(s, &wire, sizeof wire, 0); //~ sink(egress.socket) c26, finding(traced) c26
}

void address_constant(int s) {
    int address = inet_addr("127.0.0.1"); //~ ok
    int wire = htonl(address); //~ ok
    send(s, &wire, sizeof wire, 0); //~ ok
}

void piped(void) {
    int ends[2];
    pipe(ends); //~ capability(IPC)
}

void piped_quiet(void) {
    int ends[2];
    pipe(ends); //~ ok
}

void queued(mqd_t q) {
    mq_send(q, getenv("HOME"), 10, 0); //~ source(ENVIRONMENT) c27, sink(egress.ipc) c27, finding(traced) c27, capability(IPC)
    mq_send(q, "ping", 4, 0); //~ ok
}

static void on_signal(int number) {
    system("sync"); //~ ok
}

void installed(void) {
    signal(15, on_signal); //~ ok
}

void logged_in(int s) {
    struct utmpx *u = getutxent(); //~ source(USER) c30, capability(DEVICE)
    send(s, u->ut_user, 10, 0); //~ sink(egress.socket) c30, finding(traced) c30
}

void kernel_log(int s) {
    char buf[64];
    klogctl(3, buf, sizeof buf); //~ source(DEVICE) c31, capability(DEVICE)
    send(s, buf, sizeof buf, 0); //~ sink(egress.socket) c31, finding(traced) c31
}

void machine(int s) {
    char buf[64];
    size_t n = 64;
    sysctlbyname("hw.model", buf, &n, NULL, 0); //~ source(DEVICE) c32, capability(DEVICE)
    send(s, buf, sizeof buf, 0); //~ sink(egress.socket) c32, finding(traced) c32
}

void mounts(int s, FILE *f) {
    struct mntent *m = getmntent(f); //~ source(DEVICE) c33, capability(DEVICE)
    send(s, m->mnt_dir, 10, 0); //~ sink(egress.socket) c33, finding(traced) c33
}

void interfaces(int s) {
    struct if_nameindex *list = if_nameindex(); //~ source(DEVICE) c34, capability(DEVICE)
    send(s, list[0].if_name, 10, 0); //~ sink(egress.socket) c34, finding(traced) c34
}

void looked_at(FILE *f) {
    char buf[64];
    size_t n = 64;
    struct utmpx *u = getutxent(); //~ ok
    klogctl(3, buf, sizeof buf); //~ ok
    sysctlbyname("hw.model", buf, &n, NULL, 0); //~ ok
    struct mntent *m = getmntent(f); //~ ok
    struct if_nameindex *list = if_nameindex(); //~ ok
}

void environment_as_a_medium(int s)
{
    char hosts[100];
    int in = open("/etc/hosts", 0);
    read(in, hosts, 100); //~ source(FILE) cm
    setenv("CANDOR_A", hosts, 1);
    setenv("CANDOR_B", "x", 1); //~ ok
    send(s, getenv("CANDOR_A"), 10, 0); //~ source(ENVIRONMENT) ce, sink(egress.socket) cm, finding(file-upload, traced) cm, sink(egress.socket) ce, finding(environment-exfiltration, traced) ce
}

void connection_as_input(struct sockaddr *to)
{
    int s = socket(2, 1, 0);
    connect(s, to, 16);
    dup2(s, 0); //~ source(NETWORK) fshell, sink(exec.command) fshell, finding(traced) fshell, capability(EXEC)
    dup2(s, 1); //~ ok
    dup2(s, STDERR_FILENO); //~ ok
    execl("/bin/sh", "sh", 0);
}

void log_as_input(void)
{
    int log = open("/var/log/x", 0);
    dup2(log, 0); //~ ok
}
