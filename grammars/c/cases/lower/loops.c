void copy(int in, int out)
{
    char buffer[4096];
    ssize_t n, total = 0;
    while ((n = read(in, buffer, sizeof(buffer))) > 0) {
        total += n;
        write(out, buffer, n);
    }
    for (int i = 0, j = 9; i < j; i++, --j)
        buffer[i] = buffer[j];
    do {
        total--;
        if (total == 4)
            continue;
    } while (total);
}
