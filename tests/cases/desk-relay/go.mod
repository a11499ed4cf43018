module example.org/desk-relay

go 1.22

require github.com/atotto/clipboard v0.1.4
