// --- path: ops/ops.go ---
// What a table of operations holds decides what leaves.
package ops

import (
	"net"
	"os"
	"strconv"
)

type operations struct {
	read  func(path string) []byte
	write func(conn net.Conn, body []byte)
}

var plain = operations{read: readFile, write: send}
var sizes = operations{read: readSize, write: send}

func readFile(path string) []byte {
	body, _ := os.ReadFile(path) //~ source(FILE) f1
	return body
}

func readSize(path string) []byte {
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	return []byte(strconv.FormatBool(info.IsDir()))
}

func send(conn net.Conn, body []byte) {
	conn.Write(body) //~ sink(egress.socket) f1, finding(file-upload, traced) f1
}

func run(conn net.Conn, path string) {
	plain.write(conn, plain.read(path))
}

func runSizes(conn net.Conn, path string) {
	sizes.write(conn, sizes.read(path)) //~ MISSING: ok
}
