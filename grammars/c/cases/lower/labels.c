/* Forward jumps carry their state to the label; a jump back makes the label a loop head. */
char *load(const char *path)
{
    char *data = NULL;
    int tries = 0;
retry:
    tries++;
    data = fetch(path, tries);
    if (!data)
        goto retry;
    if (bad(data)) {
        data = fallback(path);
        goto out;
    }
    data = refine(data);
out:
    return data;
}
