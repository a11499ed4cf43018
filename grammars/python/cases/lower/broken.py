# Broken syntax is looked through: the calls are still seen.
def f(:
    send(secret

x = = read("/etc/passwd")
class
