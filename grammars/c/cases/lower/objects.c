struct ops {
    int (*send)(int, const void *);
    int (*recv)(int, void *);
    struct { int depth; union { long a; char *b; }; } inner;
};
typedef struct { char *name; struct ops *ops; } agent_t, *agent_p;
typedef struct queue queue_t;
typedef unsigned int u32;
enum level { LOW, MID = 5, HIGH, ODD = MID * 2, AFTER };

static int do_send(int fd, const void *p) { return fd; }
static const struct ops table = { do_send, .recv = do_recv };
static const struct ops many[] = { { do_send, do_recv }, [1] = { .send = other } };
static agent_t agent = { "edge", &table };
char *shared, buffer[64] = "start";
extern int elsewhere;
int prototype(agent_t *a);

int use(agent_t *a, struct ops *o, int (*callback)(char *), ...)
{
    struct ops local, *pointer = &local;
    agent_t value = { .name = "x", .ops = o };
    char path[128] = "";
    char banner[] = "banner";
    int length = 0;
    pointer->send = do_send;
    local.inner.depth = 3;
    getsockopt(a->ops->inner.depth, &length, &a->name);
    length += 1;
    shared = a->name;
    *a->name = 'x';
    path[2] = banner[0];
    a->ops->send(length, path);
    (*callback)((char *)o);
    callback(((agent_t *)shared)->name);
    return ((agent_t){ "lit", o }).name == NULL;
}
