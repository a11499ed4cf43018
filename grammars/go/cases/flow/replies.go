package main

import (
	"net"
	"os"
)

// A handler from a table answers through a function that it is given.
type reply func([]byte, error)
type handler func([]byte, reply)

var handlers = map[uint32]handler{1: read, 2: list}

func read(request []byte, answer reply) {
	body, err := os.ReadFile(string(request)) //~ source(FILE) r1
	answer(body, err)
}

func list(request []byte, answer reply) {
	body, err := os.ReadFile(string(request)) //~ ok
	answer(nil, err)
	_ = body
}

type link struct{ send chan []byte }

func (l *link) serve(kind uint32, request []byte) {
	if handle, known := handlers[kind]; known {
		handle(request, func(data []byte, err error) {
			l.send <- data
		})
	}
}

func (l *link) write(c net.Conn) {
	for data := range l.send {
		c.Write(data) //~ sink(egress.socket) r1, finding(traced) r1
	}
}
