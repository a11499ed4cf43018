package shop

import (
	"fmt"
	api "net/http"
	. "strings"
	_ "embed"

	"github.com/acme/go-widget/v2"
)

const (
	Base  = "https://shop.example"
	Items = Base + "/items"
)

var client = &api.Client{}

type Reader interface {
	Read(p []byte) (int, error)
	fmt.Stringer
}

type Shop struct {
	Reader
	*widget.Panel
	name, town string
	stock      map[string][]*Item
}

type Item struct{ id int }
type Items2 []Item
type Alias = Shop

func (s *Shop) Open(name string, rest ...string) (body []byte, err error) {
	s.name = name
	body, err = read(name)
	if err != nil {
		return
	}
	return read(s.town)
}

func (l *Later) Method() { l.field = 1 }

func read(name string) ([]byte, error) {
	return []byte(name), nil
}

func Map[T any](in []T, f func(T) T) T {
	return f(in[0])
}

func init() {
	shop := Shop{name: "a", stock: map[string][]*Item{"x": {{id: 1}, {2}}}}
	p := &Item{3}
	q := new(Item)
	r := make([]string, 3)
	fmt.Println(shop, p, q, r, Map[int](nil, nil), ToUpper(fmt.Sprintf("%s/%d", Base, 7)))
}
