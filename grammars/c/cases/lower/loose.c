/* The insides of functions whose heads macros hide. */
int shared = 1;
static int kept = 2;
BEGIN_handler
    char *value;
CODE_handler;
    value = fetch();
    if (value)
        put(value);
END_handler
int function(void) { return shared; }
#ifdef OTHER
BEGIN_other
    char *value = fetch();
    while (value)
        value = next(value);
END_other
#endif
