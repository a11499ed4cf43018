int pick(int mode, const char *a)
{
    const char *x = a;
    if (mode == 1)
        x = first(a);
    else if (mode == 2)
        x = second(a);
    else if (mode == 3)
        return -1;
    switch (mode) {
    case 4:
        x = third(x);
        /* falls through */
    case 5:
        x = fourth(x);
        break;
    case 6:
        x = fifth(a);
        break;
    }
    return use(x, mode ? x : a, mode ?: 3);
}
